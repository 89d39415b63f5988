package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.millrace.cli.console.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Durable runs on a disk that is really full, and then has room: what they write in the end is what
 * an undisturbed run writes. Needs the right to mount a disk.
 */
@Tag("soak")
@Timeout(300)
class RunFullDiskTest {
  private static final int ROWS = 300_000;

  @TempDir private Path directory;

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).start().waitFor();
  }

  private Path script(String name, Path result) throws IOException {
    String text =
        """
        CREATE STREAM orders (id BIGINT, amount BIGINT)
          WITH ('connector' = 'file', 'path' = '%s');
        CREATE STREAM results (id BIGINT, total BIGINT)
          WITH ('connector' = 'file', 'path' = '%s', 'changelog' = 'true');
        INSERT INTO results SELECT id %% 10 AS id, SUM(amount) AS total FROM orders GROUP BY id %% 10;
        """;
    return Files.writeString(
        directory.resolve(name), text.formatted(directory.resolve("in.csv"), result));
  }

  /** Which part of a run lies on the small disk. */
  @ParameterizedTest
  @ValueSource(strings = {"results", "durable"})
  void shouldWriteTheSameOnceThereIsRoomAgain(String full) throws Exception {
    StringBuilder rows = new StringBuilder("id,amount\n");
    for (int id = 0; id < ROWS; id++) {
      rows.append(id).append(',').append(id * 31L % 1_000_003).append('\n');
    }
    Files.writeString(directory.resolve("in.csv"), rows);
    Path disk = Files.createDirectory(directory.resolve("disk"));
    int status = run("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk.toString());
    assumeThat(status).isZero();
    try {
      Path other = Files.write(disk.resolve("other"), new byte[63 << 20]);
      Path result = (full.equals("results") ? disk : directory).resolve("results.csv");
      Path durable = (full.equals("durable") ? disk : directory).resolve("d");
      Path script = script("s.sql", result);
      CommandRun failed = CommandRun.of("run", "--durable", durable.toString(), script.toString());
      assertThat(failed.status()).as(failed.err()).isEqualTo(ExitStatus.FAILED);
      assertThat(failed.err()).containsIgnoringCase("no space left on device");
      Files.delete(other);
      CommandRun run = CommandRun.of("run", "--durable", durable.toString(), script.toString());
      assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.OK);
      Path whole = directory.resolve("whole.csv");
      CommandRun plain = CommandRun.of("run", script("plain.sql", whole).toString());
      assertThat(plain.status()).as(plain.err()).isEqualTo(ExitStatus.OK);
      assertThat(result).hasSameTextualContentAs(whole);
    } finally {
      run("umount", disk.toString());
    }
  }
}

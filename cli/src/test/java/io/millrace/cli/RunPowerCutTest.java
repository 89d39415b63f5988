package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.millrace.cli.console.ExitStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Durable runs whose journal, checkpoints, results and letters lie on a file system that forgets at
 * random instants what was not forced: in the end all is there once, as in an undisturbed run.
 * Needs the right to mount a disk.
 */
@Tag("soak")
@Timeout(900)
class RunPowerCutTest {
  private static final int ROWS = 400_000;
  private static final int CUTS = 10;
  private static final int MOST_BYTES = 600_000;

  private final long seed = Long.getLong("crash.seed", System.nanoTime());
  private final SplittableRandom random = new SplittableRandom(seed);

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"none", "memory", "written", "forced"})
  void shouldWriteEachRowOnceWhenThePowerIsCut(String journal) throws Exception {
    writeInput();
    assumeThat(disk("make")).as("the right to mount a disk").isZero();
    try {
      Path disk = directory.resolve("disk");
      Path script = Files.writeString(directory.resolve("s.sql"), text(disk));
      List<String> run =
          List.of(
              "run",
              "--durable",
              disk.resolve("d").toString(),
              "--journal",
              journal,
              "--checkpoint-every",
              "1",
              script.toString());
      for (int cut = 0; cut < CUTS; cut++) {
        runAndCut(run, disk.resolve("totals.csv"));
      }
      CommandRun last = CommandRun.of(run.toArray(new String[0]));
      assertThat(last.status()).as("seed %d: %s", seed, last.err()).isEqualTo(ExitStatus.OK);
      Path whole = Files.createDirectory(directory.resolve("whole"));
      Path plain = Files.writeString(directory.resolve("plain.sql"), text(whole));
      CommandRun undisturbed = CommandRun.of("run", plain.toString());
      assertThat(undisturbed.status()).as(undisturbed.err()).isEqualTo(ExitStatus.OK);
      for (String file : List.of("totals.csv", "shares.csv.gz", "letters.jsonl")) {
        assertSameLines(file, lines(disk.resolve(file)), lines(whole.resolve(file)));
      }
    } finally {
      disk("remove");
    }
  }

  private void writeInput() throws IOException {
    StringBuilder rows = new StringBuilder("id,amount\n");
    for (int id = 0; id < ROWS; id++) {
      rows.append(id).append(',').append(id * 31L % 1_000_003).append('\n');
    }
    Files.writeString(directory.resolve("in.csv"), rows);
  }

  private String text(Path results) {
    return """
        SET 'on-failure' = 'dead-letter';
        CREATE STREAM orders (id BIGINT, amount BIGINT)
          WITH ('connector' = 'file', 'path' = '%s');
        CREATE STREAM totals (id BIGINT, total BIGINT)
          WITH ('connector' = 'file', 'path' = '%s/totals.csv', 'changelog' = 'true');
        CREATE STREAM shares (id BIGINT, share BIGINT)
          WITH ('connector' = 'file', 'path' = '%s/shares.csv.gz');
        SET 'dead-letters' = '%s/letters.jsonl';
        INSERT INTO totals SELECT id %% 10 AS id, SUM(amount) AS total FROM orders GROUP BY id %% 10;
        INSERT INTO shares SELECT id, 100 / (id %% 997) AS share FROM orders;
        """
        .formatted(directory.resolve("in.csv"), results, results, results);
  }

  /** Cuts when it has written so much more, or a while behind its end. */
  private void runAndCut(List<String> run, Path result) throws IOException, InterruptedException {
    long bytes = size(result) + random.nextInt(MOST_BYTES);
    Process process = CommandRun.start(directory.resolve("log"), run);
    while (process.isAlive() && size(result) < bytes) {
      Thread.onSpinWait();
    }
    assertThat(disk("cut")).as("seed %d", seed).isZero();
    process.destroyForcibly().waitFor();
    assertThat(disk("mount")).as("seed %d", seed).isZero();
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  private void assertSameLines(String file, List<String> lines, List<String> right) {
    int at = 0;
    while (at < Math.min(lines.size(), right.size()) && lines.get(at).equals(right.get(at))) {
      at++;
    }
    assertThat(lines.subList(at, Math.min(at + 5, lines.size())))
        .as("seed %d, %s from line %d of %d, right %d", seed, file, at, lines.size(), right.size())
        .isEqualTo(right.subList(at, Math.min(at + 5, right.size())));
  }

  /** Of each line the sequence is left out, which depends on how rows were batched. */
  private static List<String> lines(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.replaceFirst("\"sequence\": [0-9]+,", ""))
          .toList();
    }
  }

  private int disk(String command) throws IOException, InterruptedException {
    String script = "../disruptor-runtime/src/test/sh/power-cut-disk";
    return new ProcessBuilder(script, command, directory.toString()).inheritIO().start().waitFor();
  }
}

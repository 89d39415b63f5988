package io.millrace.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.table.ChildProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** A process that appends is killed: what it had appended is there. */
@Tag("chronicle")
class JournalKillTest {
  private final long seed = new Random().nextLong();
  private final SampleRecords records = new SampleRecords(seed, 12);

  @TempDir private Path directory;

  /** Lets a process append from a sequence on, kills it, and answers the last that it reported. */
  private long appendAndKill(long from, int lines) throws Exception {
    try (ChildProcess appender =
        ChildProcess.start(
            AppenderProgram.class,
            directory.toString(),
            Long.toString(seed),
            Long.toString(from))) {
      for (int i = 0; i < lines; i++) {
        assertThat(appender.line()).isEqualTo(Long.toString(from + i));
      }
      List<String> rest = appender.killAndRead();
      return from + lines + rest.stream().filter(line -> !line.isEmpty()).count() - 1;
    }
  }

  @RepeatedTest(5)
  void shouldReadAllThatWasAppendedWhenTheProcessWasKilled() throws Exception {
    long reported = appendAndKill(0, 1 + new Random(seed).nextInt(2000));
    long read;
    try (JournalReader reader = new JournalReader(directory, AllTypes.SCHEMA, 0)) {
      read = records.read(reader, 0);
      assertThat(read).as("seed=%d", seed).isBetween(reported + 1, reported + 2);
      assertThat(reader.damage().map(JournalDamage::kind).orElse(JournalDamage.Kind.TAIL))
          .isEqualTo(JournalDamage.Kind.TAIL);
      assertThat(reader.damage().map(JournalDamage::records).orElse(0L)).isZero();
    }
    try (JournalWriter writer = new JournalWriter(directory, AllTypes.SCHEMA, read)) {
      records.append(writer, read, read + 10);
    }
    try (JournalReader reader = new JournalReader(directory, AllTypes.SCHEMA, 0)) {
      assertThat(records.read(reader, 0)).as("seed=%d", seed).isEqualTo(read + 10);
      assertThat(reader.damage()).isEmpty();
    }
  }
}

package io.millrace.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is really full; needs the right to mount one. */
@Tag("chronicle")
@Tag("soak")
class FullDiskTest {
  private static final long DISK_BYTES = 8 << 20;
  private static final long MOST_RECORDS = 10_000;

  private final SampleRecords records = new SampleRecords(new Random().nextLong(), 300);

  @TempDir private Path directory;

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).start().waitFor();
  }

  @Test
  void shouldFailBeforeAnythingIsLostWhenTheDiskIsFull() throws Exception {
    Path disk = Files.createDirectory(directory.resolve("disk"));
    int status = run("mount", "-t", "tmpfs", "-o", "size=" + DISK_BYTES, "tmpfs", disk.toString());
    assumeThat(status).isZero();
    try {
      fill(disk);
    } finally {
      run("umount", disk.toString());
    }
  }

  private void fill(Path disk) throws IOException {
    Path other = disk.resolve("other");
    Files.write(other, new byte[1 << 20]);
    Path journal = disk.resolve("journal");
    long appended = 0;
    try (JournalWriter writer = new JournalWriter(journal, AllTypes.SCHEMA, 0)) {
      appended = appendUntilFull(writer, 0);
      assertThat(writer.bytes()).isGreaterThan(DISK_BYTES / 2);
      assertThat(read(journal)).isEqualTo(appended);
      assertThatThrownBy(() -> new JournalWriter(journal, AllTypes.SCHEMA, 1 << 20))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("No space left on device");
      Files.delete(other);
      long more = appendUntilFull(writer, appended);
      assertThat(more).isGreaterThan(appended);
      appended = more;
    }
    assertThat(read(journal)).isEqualTo(appended);
  }

  private long appendUntilFull(JournalWriter writer, long from) {
    for (long next = from; next < from + MOST_RECORDS; next++) {
      try {
        records.append(writer, next);
      } catch (JournalException e) {
        assertThat(e)
            .hasMessageStartingWith("journal cannot be written: segment=")
            .hasMessageEndingWith("No space left on device; make room on the disk");
        return next;
      }
    }
    throw new AssertionError("never full");
  }

  private long read(Path journal) {
    try (JournalReader reader = new JournalReader(journal, AllTypes.SCHEMA, 0)) {
      long read = records.read(reader, 0);
      assertThat(reader.damage()).isEmpty();
      return read;
    }
  }
}

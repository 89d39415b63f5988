package io.millrace.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The storage of the file system, and how its failures are told apart. */
class FileStorageTest extends StorageContractTest {
  @Override
  Storage storage(Path root) {
    return Storage.in(root);
  }

  @Test
  void shouldMakeItsDirectory() {
    Storage deep = Storage.in(directory.resolve("x/y"));
    deep.makeDirectory("z");
    assertThat(directory.resolve("x/y/z")).isDirectory();
    assertThat(deep.where("z/a")).isEqualTo(directory.resolve("x/y/z/a").toString());
  }

  @Test
  void shouldRefuseADirectoryWhosePathLeadsThroughAFile() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> Storage.in(file.resolve("below")))
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "cannot make a directory: path="
                + file.resolve("below")
                + ", reason=Not a directory; use a path whose parts are directories");
    assertThatThrownBy(() -> Storage.in(file))
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith("cannot make a directory: path=" + file + ", reason=");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldSayThatTheDiskIsFullAndTakeNothingMore() throws IOException {
    Path full = Path.of("/dev/full");
    try (StorageFile file =
        new AppendedFile(full.toString(), FileChannel.open(full, StandardOpenOption.WRITE))) {
      assertThatThrownBy(() -> append(file, "a"))
          .isInstanceOf(StorageException.class)
          .hasMessage(
              "cannot append to a file: path=/dev/full, reason=No space left on device; free space"
                  + " on its disk");
      assertThatThrownBy(file::force)
          .isInstanceOf(StorageException.class)
          .hasMessage("file has failed before: path=/dev/full; begin again with a new file");
      assertThat(file.length()).isZero();
    }
  }

  @Test
  void shouldSayThatTheThreadWasInterrupted() {
    try (StorageFile file = storage.create("a")) {
      Thread.currentThread().interrupt();
      assertFails(StorageFailure.INTERRUPTED, () -> append(file, "a"));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void shouldTellFailuresApartByTheWordsOfTheSystem() {
    Map<IOException, StorageFailure> expected =
        Map.ofEntries(
            Map.entry(new IOException("No space left on device"), StorageFailure.DISK_FULL),
            Map.entry(new IOException("Disk quota exceeded"), StorageFailure.DISK_FULL),
            Map.entry(
                new IOException("There is not enough space on the disk"), StorageFailure.DISK_FULL),
            Map.entry(
                new FileSystemException("/d/x", null, "No space left on device"),
                StorageFailure.DISK_FULL),
            Map.entry(
                new FileSystemException("/d/x", null, "Read-only file system"),
                StorageFailure.READ_ONLY),
            Map.entry(new AccessDeniedException("/d/x"), StorageFailure.NO_PERMISSION),
            Map.entry(
                new FileSystemException("/d/x", null, "Operation not permitted"),
                StorageFailure.NO_PERMISSION),
            Map.entry(
                new FileSystemException("/d/x", null, "Too many open files"),
                StorageFailure.TOO_MANY_FILES),
            Map.entry(new IOException("Input/output error"), StorageFailure.BROKEN),
            Map.entry(new IOException(), StorageFailure.BROKEN));
    expected.forEach(
        (thrown, failure) ->
            assertThat(StorageException.of("cannot do", "/d/x", thrown))
                .satisfies(e -> assertThat(e.failure()).as(thrown.toString()).isEqualTo(failure))
                .hasCause(thrown));
    assertThat(StorageException.of("cannot do", "/d/x", new AccessDeniedException("/d/x")))
        .hasMessage(
            "cannot do: path=/d/x, reason=no permission; allow this process to read and"
                + " write there");
  }
}

package io.millrace.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.table.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One user of a directory at a time, in this process and between processes. */
class DirectoryLockTest {
  @TempDir private Path directory;

  private String inUse(long pid) {
    return "directory is in use: path="
        + directory
        + ", pid="
        + pid
        + "; end the one that uses it, or use another directory";
  }

  private void assertInUse(long pid) {
    assertThatThrownBy(() -> DirectoryLock.take(directory))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.failure()).isEqualTo(StorageFailure.IN_USE))
        .hasMessage(inUse(pid));
  }

  private void assertFree() {
    DirectoryLock.take(directory).close();
  }

  @Test
  void shouldBeTakenOnceInAProcess() {
    DirectoryLock lock = DirectoryLock.take(directory);
    assertInUse(ProcessHandle.current().pid());
    assertInUse(ProcessHandle.current().pid());
    lock.close();
    DirectoryLock next = DirectoryLock.take(directory);
    lock.close();
    assertInUse(ProcessHandle.current().pid());
    next.close();
    assertFree();
  }

  @Test
  void shouldKeepAnotherProcessOut() throws Exception {
    try (DirectoryLock lock = DirectoryLock.take(directory)) {
      assertThatThrownBy(() -> DirectoryLock.take(directory)).isInstanceOf(StorageException.class);
      try (ChildProcess other = ChildProcess.start(LockProgram.class, directory.toString())) {
        assertThat(other.line()).isEqualTo(inUse(ProcessHandle.current().pid()));
      }
      assertThat(lock).isNotNull();
    }
  }

  @Test
  void shouldBeFreeWhenItsHolderIsKilled() throws Exception {
    try (ChildProcess other = ChildProcess.start(LockProgram.class, directory.toString())) {
      assertThat(other.line()).isEqualTo("locked true");
      assertInUse(other.pid());
      other.kill();
    }
    assertFree();
  }

  @Test
  void shouldNotKnowAHolderThatLeftNoNumber() throws Exception {
    try (ChildProcess other = ChildProcess.start(LockProgram.class, directory.toString())) {
      assertThat(other.line()).isEqualTo("locked true");
      Files.writeString(directory.resolve("lock"), "who knows");
      assertThatThrownBy(() -> DirectoryLock.take(directory))
          .hasMessageContaining("directory is in use: path=" + directory + ", pid=unknown; ");
    }
  }

  @Test
  void shouldSayWhyADirectoryCannotBeLocked() throws IOException {
    assertThatThrownBy(() -> DirectoryLock.take(directory.resolve("none")))
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith("cannot lock a directory: path=" + directory.resolve("none/lock"));
    Files.createDirectory(directory.resolve("lock"));
    assertThatThrownBy(() -> DirectoryLock.take(directory))
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith("cannot lock a directory: path=" + directory.resolve("lock"));
    Files.delete(directory.resolve("lock"));
    assertFree();
  }
}

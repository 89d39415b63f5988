package io.millrace.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says who writes a row file, in a file beside it: whoever writes holds a lock on it, which the
 * system takes back when the process ends, however that happens; its first byte says whether the
 * row file was being written. It is left there, so that two writers never lock different ones.
 */
final class WriterMark implements AutoCloseable {
  private static final String SUFFIX = ".writer";
  private static final int TRIES = 40;
  private static final long WAIT_MS = 25;
  private static final byte OPEN = 1;

  /** A second channel on a file would take the lock away when it is closed. */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path key;
  private final FileChannel channel;
  private final FileLock lock;

  private WriterMark(Path key, FileChannel channel, FileLock lock) {
    this.key = key;
    this.channel = channel;
    this.lock = lock;
  }

  /** Takes the place of the writer; null if another one has it, after a second if so told. */
  static WriterMark tryTake(Path file, boolean patient) {
    try {
      Path key =
          file.toAbsolutePath().getParent().toRealPath().resolve(file.getFileName() + SUFFIX);
      for (int i = 0; i < (patient ? TRIES : 1); i++) {
        WriterMark mark = tryTake(key);
        if (mark != null) {
          return mark;
        }
        Thread.sleep(patient ? WAIT_MS : 0);
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private static WriterMark tryTake(Path key) throws IOException {
    if (!HELD_HERE.add(key)) {
      return null;
    }
    FileChannel channel = null;
    FileLock lock = null;
    try {
      channel =
          FileChannel.open(
              key, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      lock = channel.tryLock();
      return lock == null ? null : new WriterMark(key, channel, lock);
    } finally {
      if (lock == null) {
        if (channel != null) {
          channel.close();
        }
        HELD_HERE.remove(key);
      }
    }
  }

  /** Whether the row file was being written when its last writer ended. */
  boolean wasOpen() {
    try {
      ByteBuffer first = ByteBuffer.allocate(1);
      return channel.read(first, 0) == 1 && first.get(0) == OPEN;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says whether it is being written now. */
  void open(boolean isOpen) {
    try {
      channel.write(ByteBuffer.wrap(new byte[] {isOpen ? OPEN : 0}), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a file has a mark. */
  static boolean exists(Path file) {
    return Files.exists(file.resolveSibling(file.getFileName() + SUFFIX));
  }

  @Override
  public void close() {
    try {
      lock.close();
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD_HERE.remove(key);
    }
  }
}

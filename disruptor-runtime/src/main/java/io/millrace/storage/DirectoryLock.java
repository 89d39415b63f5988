package io.millrace.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says that one process, and one user in it, works with a directory. It is a lock of the system on
 * the file {@code lock} there, which the system takes back when the process ends, however that
 * happens. The file is left there, so that two processes never lock different ones; it holds the
 * number of the process that had the lock last. Any thread.
 */
public final class DirectoryLock implements AutoCloseable {
  private static final String NAME = "lock";

  /** Far behind the text, which others can then read even where locks keep readers out. */
  private static final long LOCKED_BYTE = 1L << 40;

  private static final int MOST_DIGITS = 20;

  /** Closing any channel on a file frees the locks that the process holds on it. */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private DirectoryLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the directory, which must be there.
   *
   * @throws StorageException if it is in use (the message has the number of the process, if that
   *     could be read), or the lock cannot be had for another reason
   */
  public static DirectoryLock take(Path directory) {
    Path file = directory.toAbsolutePath().normalize().resolve(NAME);
    try {
      file = directory.toRealPath().resolve(NAME);
      if (!HELD_HERE.add(file)) {
        throw inUse(file, Long.toString(ProcessHandle.current().pid()));
      }
      return new DirectoryLock(file, lock(file));
    } catch (IOException e) {
      throw StorageException.of("cannot lock a directory", file.toString(), e);
    }
  }

  /** The channel that holds the lock of the system; gives the place up if that cannot be had. */
  private static FileChannel lock(Path file) throws IOException {
    FileChannel channel = null;
    boolean isLocked = false;
    try {
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
      if (lock == null) {
        throw inUse(file, holder(channel));
      }
      channel.truncate(0);
      String pid = Long.toString(ProcessHandle.current().pid());
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
      isLocked = true;
      return channel;
    } finally {
      if (!isLocked) {
        if (channel != null) {
          channel.close();
        }
        HELD_HERE.remove(file);
      }
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer digits = ByteBuffer.allocate(MOST_DIGITS);
    channel.read(digits, 0);
    String text = new String(digits.array(), 0, digits.position(), StandardCharsets.US_ASCII);
    return text.matches("\\d+") ? text : "unknown";
  }

  private static StorageException inUse(Path file, String pid) {
    return new StorageException(
        "directory is in use",
        "path=" + file.getParent() + ", pid=" + pid,
        StorageFailure.IN_USE,
        null);
  }

  /** Gives the directory free. Further calls do nothing. */
  @Override
  public synchronized void close() {
    if (!channel.isOpen()) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      throw StorageException.of("cannot unlock a directory", file.toString(), e);
    } finally {
      HELD_HERE.remove(file);
    }
  }
}

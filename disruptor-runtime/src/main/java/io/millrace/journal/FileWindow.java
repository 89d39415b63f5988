package io.millrace.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * A file read through copies of parts of it, of the size that it had when it was opened; so a file
 * that is cut meanwhile is an error here and not the end of the JVM, as with mapped memory. One
 * thread.
 */
final class FileWindow implements AutoCloseable {
  private static final int WINDOW_BYTES = 256 << 10;

  private final FileChannel channel;
  private final long size;
  private final int most;
  private final ByteBuffer window;
  private final CRC32C checksum = new CRC32C();
  private long start;
  private int filled;

  FileWindow(Path file) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.READ);
    size = channel.size();
    most = (int) Math.min(WINDOW_BYTES, size);
    window = ByteBuffer.allocateDirect(most).order(ByteOrder.LITTLE_ENDIAN);
  }

  long size() {
    return size;
  }

  /** Has the window show at least so many bytes, no more than it has; where they are in it. */
  private int show(long position, int bytes) throws IOException {
    if (position < start || position + bytes > start + filled) {
      start = position;
      filled = 0;
      window.clear().limit((int) Math.min(most, size - position));
      while (window.hasRemaining()) {
        if (channel.read(window, position + window.position()) < 0) {
          break;
        }
      }
      filled = window.position();
      window.clear();
      if (bytes > filled) {
        throw new IOException(
            "file has become shorter: bytes=" + (position + filled) + ", were=" + size);
      }
    }
    return (int) (position - start);
  }

  int getInt(long position) throws IOException {
    return window.getInt(show(position, Integer.BYTES));
  }

  long getLong(long position) throws IOException {
    return window.getLong(show(position, Long.BYTES));
  }

  byte getByte(long position) throws IOException {
    return window.get(show(position, 1));
  }

  /** Copies bytes that there are to the beginning of a record with room for them. */
  void copy(long position, RecordBuffer into, int bytes) throws IOException {
    ByteBuffer target = into.bytes();
    for (int done = 0; done < bytes; ) {
      int part = Math.min(bytes - done, most);
      int at = show(position + done, part);
      target.put(done, window, at, part);
      done += part;
    }
    target.limit(bytes);
  }

  /** CRC-32C of bytes that there are. */
  int checksum(long position, long bytes) throws IOException {
    checksum.reset();
    for (long done = 0; done < bytes; ) {
      int part = (int) Math.min(bytes - done, most);
      int at = show(position + done, part);
      checksum.update(window.limit(at + part).position(at));
      window.clear();
      done += part;
    }
    return (int) checksum.getValue();
  }

  /** The first position from one on at which a byte is not zero, or the size. */
  long skipZeros(long position) throws IOException {
    long at = position;
    while (at < size) {
      int part = (int) Math.min(size - at, most);
      int from = show(at, part);
      int i = 0;
      while (i <= part - Long.BYTES && window.getLong(from + i) == 0) {
        i += Long.BYTES;
      }
      while (i < part && window.get(from + i) == 0) {
        i++;
      }
      at += i;
      if (i < part) {
        return at;
      }
    }
    return size;
  }

  /** Behind the last byte from a position on that is not zero; the position if there is none. */
  long endOfContent(long position) throws IOException {
    long end = position;
    for (long at = skipZeros(position); at < size; at = skipZeros(at)) {
      int part = (int) Math.min(size - at, most);
      int from = show(at, part);
      int i = part;
      while (window.get(from + i - 1) == 0) {
        i--;
      }
      end = at + i;
      at += part;
    }
    return end;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

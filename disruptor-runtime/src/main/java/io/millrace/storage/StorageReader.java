package io.millrace.storage;

import java.nio.ByteBuffer;

/** A file that is open for reading. Any thread. */
public interface StorageReader extends AutoCloseable {
  /**
   * Reads from a position of the file until the target is full or the file ends.
   *
   * @return number of bytes that were read; 0 at and behind the end
   */
  int read(ByteBuffer target, long position);

  /** Bytes of the file when it was opened. */
  long length();

  /** Gives the file back to the system. Further calls do nothing. */
  @Override
  void close();
}

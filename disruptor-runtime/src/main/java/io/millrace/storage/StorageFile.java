package io.millrace.storage;

import java.nio.ByteBuffer;

/**
 * A file that grows at its end. One thread at a time; {@link #close} may come from any.
 *
 * <p>After a call has failed, all but {@link #close} and {@link #length} fail as well: a system
 * that could not force bytes may have dropped them, and says so only once.
 */
public interface StorageFile extends AutoCloseable {
  /** Writes all bytes from position to limit behind those that are there; moves the position. */
  void append(ByteBuffer bytes);

  /** Brings all bytes to the disk; returns when they are there. */
  void force();

  /** Bytes that were appended without failure. */
  long length();

  /** Gives the file back to the system; forces nothing. Further calls do nothing. */
  @Override
  void close();
}

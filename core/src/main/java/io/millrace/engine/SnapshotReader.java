package io.millrace.engine;

/** Gives back what a {@link SnapshotWriter} took, in the same order. */
public interface SnapshotReader {
  /** Reads a long. */
  long getLong();

  /** Reads {@code length} bytes. */
  void getBytes(byte[] target, int offset, int length);
}

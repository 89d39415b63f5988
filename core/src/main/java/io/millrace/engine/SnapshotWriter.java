package io.millrace.engine;

/** Takes the state of an engine as a sequence of values; see {@link SnapshotReader}. */
public interface SnapshotWriter {
  /** Writes a long. */
  void putLong(long value);

  /** Writes {@code length} bytes, whose number the reader knows. */
  void putBytes(byte[] source, int offset, int length);
}

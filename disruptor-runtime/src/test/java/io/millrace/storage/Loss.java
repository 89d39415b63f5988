package io.millrace.storage;

/** What a {@link FaultyStorage} loses when the power is cut. */
public enum Loss {
  /** Nothing, as when only the process was killed. */
  NOTHING,
  /** Bytes that were not forced. */
  BYTES,
  /** Bytes that were not forced are zeros; the files are as long as they were. */
  BYTES_BUT_LENGTH,
  /** What was made, renamed and removed in directories that were not forced since. */
  NAMES,
  /** All that was not forced. */
  BYTES_AND_NAMES
}

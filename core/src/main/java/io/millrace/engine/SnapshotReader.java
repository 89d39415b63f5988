package io.millrace.engine;

import io.millrace.batch.RecordBatch;

/**
 * Gives back what a {@link SnapshotWriter} took, in the same order, and says what of it is wanted.
 *
 * <p>An engine that takes the place of several, or of a part of one, is restored from the snapshot
 * of each of them, and takes the groups and the rows that will come to it. What it does not take it
 * reads all the same, so that a snapshot is always read to its end.
 */
public interface SnapshotReader {
  /** Reads a long. */
  long getLong();

  /** Reads {@code length} bytes. */
  void getBytes(byte[] target, int offset, int length);

  /** Whether groups of a key group are wanted, see {@link KeyGroups}; the answer never changes. */
  default boolean takesKeyGroup(int keyGroup) {
    return true;
  }

  /** Whether groups of all key groups are wanted. */
  default boolean takesAll() {
    for (int keyGroup = 0; keyGroup < KeyGroups.COUNT; keyGroup++) {
      if (!takesKeyGroup(keyGroup)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether a row that waits for its order is wanted: whether its key, computed by the query's
   * {@link Router}, is in a key group that is.
   *
   * @param batch holds this row alone, in the query's input schema; valid during the call
   * @param row its index
   */
  default boolean takesRow(RecordBatch batch, int row) {
    return true;
  }
}

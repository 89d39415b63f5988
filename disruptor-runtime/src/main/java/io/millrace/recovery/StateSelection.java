package io.millrace.recovery;

import io.millrace.batch.RecordBatch;
import io.millrace.engine.KeyGroups;
import io.millrace.engine.Router;
import io.millrace.engine.SnapshotReader;

/**
 * Reads the state of an old partition for a new one, which takes only the keys that are its own.
 * One thread.
 */
final class StateSelection implements SnapshotReader {
  private final SnapshotReader state;
  private final int partition;
  private final int partitions;
  private final Router router;
  private byte[] keyGroups = {};

  /** For one of so many new partitions; the router computes the keys of rows that wait. */
  StateSelection(SnapshotReader state, int partition, int partitions, Router router) {
    this.state = state;
    this.partition = partition;
    this.partitions = partitions;
    this.router = router;
  }

  @Override
  public long getLong() {
    return state.getLong();
  }

  @Override
  public void getBytes(byte[] target, int offset, int length) {
    state.getBytes(target, offset, length);
  }

  @Override
  public boolean takesKeyGroup(int keyGroup) {
    return KeyGroups.partition(keyGroup, partitions) == partition;
  }

  @Override
  public boolean takesRow(RecordBatch batch, int row) {
    if (keyGroups.length < batch.rowCount()) {
      keyGroups = new byte[batch.rowCount()];
    }
    router.route(batch, keyGroups);
    return takesKeyGroup(keyGroups[row]);
  }
}

package io.millrace.perf.routing;

import io.millrace.batch.RecordBatch;

/**
 * A way to divide the rows of batches of two BIGINT columns, of which the first is the key, among
 * partitions. Says what each partition got, in order, if it is checked. One thread.
 */
abstract class RoutingDesign {
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private final String name;
  private final long[] fingerprints;
  private boolean checked;

  RoutingDesign(String name, int partitions) {
    this.name = name;
    this.fingerprints = new long[partitions];
  }

  final String name() {
    return name;
  }

  /** Before a pass: whether it says what each partition got. */
  final void check(boolean newChecked) {
    checked = newChecked;
    java.util.Arrays.fill(fingerprints, 0);
  }

  /** Divides a batch, which is not changed. */
  abstract void route(RecordBatch batch);

  /** Hands over rows that wait for more. */
  void flush() {}

  /** Notes rows that a partition gets: those at {@code positions}, or all if that is null. */
  final void deliver(int partition, RecordBatch rows, int[] positions, int from, int count) {
    if (!checked) {
      return;
    }
    long[] keys = rows.column(0).longs();
    long[] values = rows.column(1).longs();
    long fingerprint = fingerprints[partition];
    for (int i = from; i < from + count; i++) {
      int row = positions == null ? i : positions[i];
      fingerprint = (fingerprint ^ (keys[row] * FACTOR + values[row])) * FACTOR + 1;
    }
    fingerprints[partition] = fingerprint;
  }

  /** What each partition got since {@link #check}; depends on the order of the rows. */
  final long[] fingerprints() {
    return fingerprints.clone();
  }
}

package io.millrace.cli.demo;

import io.millrace.batch.RecordBatch;
import io.millrace.output.Subscriber;

/** Counts rows, each partition for itself on its own thread. */
final class PartitionCounter implements Subscriber {
  /** Distance of two counters, so that no two threads write to one cache line. */
  private static final int STRIDE = 16;

  private final long[] counts;

  PartitionCounter(int partitions) {
    counts = new long[partitions * STRIDE];
  }

  @Override
  public void onRows(RecordBatch rows, int partition, long sequence) {
    counts[partition * STRIDE] += rows.rowCount();
  }

  /** Rows of all partitions; once everything was delivered. */
  long total() {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    return total;
  }
}

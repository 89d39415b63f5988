package io.millrace.ring;

import io.millrace.batch.RecordBatch;

/** Calls the subscriber on the partition's thread. */
final class DirectOutput implements TaskOutput {
  private final QueryRun query;
  private final int partition;

  DirectOutput(QueryRun query, int partition) {
    this.query = query;
    this.partition = partition;
  }

  @Override
  public RecordBatch take(RecordBatch rows, long sequence) {
    query.subscriber().onRows(rows, partition, sequence);
    rows.clear();
    return rows;
  }

  @Override
  public void finish(long sequence) {
    query.partitionFinished();
  }
}

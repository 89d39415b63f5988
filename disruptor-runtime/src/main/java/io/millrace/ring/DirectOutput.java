package io.millrace.ring;

import io.millrace.batch.RecordBatch;
import io.millrace.latency.BatchTimes;
import io.millrace.latency.QueryLatency;
import io.millrace.output.QueryFailedException;

/** Calls the subscriber on the partition's thread. */
final class DirectOutput implements TaskOutput {
  private final QueryRun query;
  private final int partition;
  private final BatchTimes times;
  private final QueryLatency latency;

  /** With times of batches if latencies are asked for, else null. */
  DirectOutput(QueryRun query, int partition, BatchTimes times) {
    this.times = times;
    this.latency = query.addLatency(times);
    this.query = query;
    this.partition = partition;
  }

  @Override
  public RecordBatch take(RecordBatch rows, long sequence) {
    show(rows, sequence);
    rows.clear();
    return rows;
  }

  @Override
  public void show(RecordBatch rows, long sequence) {
    if (latency != null) {
      latency.call(times.writtenNs(), times.takenNs());
    }
    query.guarded().onRows(rows, partition, sequence);
  }

  @Override
  public void fail(QueryFailedException failure, long sequence) {
    query.fail(failure);
  }

  @Override
  public void finish(long sequence) {
    query.partitionFinished();
  }
}

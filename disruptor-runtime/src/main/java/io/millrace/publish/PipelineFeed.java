package io.millrace.publish;

import io.millrace.batch.RecordBatch;
import io.millrace.ring.BatchRing;
import io.millrace.ring.Pipeline;

/**
 * The way from one publisher into one pipeline: whole batches, of which each partition takes its
 * keys, or one partition after the other takes all. One thread.
 */
final class PipelineFeed {
  private final Pipeline pipeline;
  private int nextPartition;

  PipelineFeed(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  Pipeline pipeline() {
    return pipeline;
  }

  /** Publishes a batch and gives back an empty one in exchange. */
  RecordBatch swap(RecordBatch batch, long watermarkNs) {
    long sequence = pipeline.ring().claim();
    RecordBatch empty = pipeline.ring().swap(sequence, batch);
    pipeline.ring().publish(sequence, route(), watermarkNs);
    return empty;
  }

  /** Publishes a copy of a batch. */
  void copy(RecordBatch batch, long watermarkNs) {
    long sequence = pipeline.ring().claim();
    pipeline.ring().batch(sequence).appendRange(batch, 0, batch.rowCount());
    pipeline.ring().publish(sequence, route(), watermarkNs);
  }

  private int route() {
    if (pipeline.routesByKey()) {
      return BatchRing.BY_KEY;
    }
    int partition = nextPartition;
    nextPartition = partition + 1 == pipeline.partitions() ? 0 : partition + 1;
    return partition;
  }
}

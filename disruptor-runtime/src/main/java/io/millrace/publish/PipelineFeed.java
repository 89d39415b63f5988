package io.millrace.publish;

import io.millrace.batch.RecordBatch;
import io.millrace.engine.Router;
import io.millrace.ring.BatchRing;
import io.millrace.ring.Pipeline;

/**
 * The way from one publisher into one pipeline: whole batches, beside which stands what row belongs
 * to what partition; or which go to one partition after the other. One thread.
 */
final class PipelineFeed {
  private final Pipeline pipeline;
  private final Router router;
  private final int[] keyGroups;
  private int nextPartition;

  PipelineFeed(Pipeline pipeline, int batchRows) {
    this.pipeline = pipeline;
    this.router = pipeline.newRouter();
    this.keyGroups = new int[router == null ? 0 : batchRows];
  }

  Pipeline pipeline() {
    return pipeline;
  }

  /** Publishes a batch and gives back an empty one in exchange. */
  RecordBatch swap(RecordBatch batch, long watermarkNs) {
    computeGroups(batch);
    long sequence = pipeline.ring().claim();
    RecordBatch empty = pipeline.ring().swap(sequence, batch);
    publish(sequence, batch.rowCount(), watermarkNs);
    return empty;
  }

  /** Publishes a copy of a batch. */
  void copy(RecordBatch batch, long watermarkNs) {
    computeGroups(batch);
    long sequence = pipeline.ring().claim();
    pipeline.ring().batch(sequence).appendRange(batch, 0, batch.rowCount());
    publish(sequence, batch.rowCount(), watermarkNs);
  }

  private void computeGroups(RecordBatch batch) {
    if (router != null) {
      router.route(batch, keyGroups);
    }
  }

  private void publish(long sequence, int rows, long watermarkNs) {
    if (router != null) {
      pipeline.ring().lists(sequence).fill(keyGroups, rows);
      pipeline.ring().publish(sequence, BatchRing.BY_KEY, watermarkNs);
    } else {
      pipeline.ring().publish(sequence, nextPartition, watermarkNs);
      nextPartition = nextPartition + 1 == pipeline.partitions() ? 0 : nextPartition + 1;
    }
  }
}

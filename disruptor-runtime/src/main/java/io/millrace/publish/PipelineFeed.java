package io.millrace.publish;

import io.millrace.batch.RecordBatch;
import io.millrace.engine.KeyGroups;
import io.millrace.engine.Router;
import io.millrace.query.WatermarkSpec;
import io.millrace.ring.Pipeline;
import io.millrace.type.Schema;
import java.util.Arrays;

/**
 * What one publisher has open for one pipeline: a batch for each partition, to which rows are
 * scattered by key, or nothing if whole batches go round robin. One thread.
 */
final class PipelineFeed {
  private final Pipeline pipeline;
  private final Router router;
  private final RecordBatch[] open;
  private final long[] heldNs;
  private final int[] keyGroups;
  private final int[][] positions;
  private final int[] counts;
  private final int[] partitionOfGroup = new int[KeyGroups.COUNT];
  private int nextPartition;

  PipelineFeed(Pipeline pipeline, Schema schema, int batchRows) {
    this.pipeline = pipeline;
    this.router = pipeline.newRouter();
    int partitions = router == null ? 0 : pipeline.partitions();
    this.open = new RecordBatch[partitions];
    this.heldNs = new long[partitions];
    this.counts = new int[partitions];
    this.positions = new int[partitions][batchRows];
    this.keyGroups = new int[router == null ? 0 : batchRows];
    for (int i = 0; i < partitions; i++) {
      open[i] = new RecordBatch(schema, batchRows);
    }
    for (int group = 0; group < KeyGroups.COUNT; group++) {
      partitionOfGroup[group] = KeyGroups.partition(group, pipeline.partitions());
    }
  }

  Pipeline pipeline() {
    return pipeline;
  }

  boolean takesWholeBatches() {
    return router == null;
  }

  /** Most sequences that one batch can need. */
  int sequencesPerBatch() {
    return router == null ? 1 : open.length;
  }

  /** Publishes a whole batch and gives back an empty one in exchange. */
  RecordBatch swap(RecordBatch batch, long watermarkNs) {
    long sequence = pipeline.ring().claim();
    RecordBatch empty = pipeline.ring().swap(sequence, batch);
    pipeline.ring().publish(sequence, roundRobin(), watermarkNs);
    return empty;
  }

  /** Publishes a copy of a whole batch. */
  void copy(RecordBatch batch, long watermarkNs) {
    long sequence = pipeline.ring().claim();
    pipeline.ring().batch(sequence).appendRange(batch, 0, batch.rowCount());
    pipeline.ring().publish(sequence, roundRobin(), watermarkNs);
  }

  private int roundRobin() {
    int partition = nextPartition;
    nextPartition = partition + 1 == pipeline.partitions() ? 0 : partition + 1;
    return partition;
  }

  /**
   * Copies each row to the open batch of its partition; full ones are published.
   *
   * @param arrivalNs watermark of the stream when the first of the rows arrived
   * @param limitNs how far a sequence may go if no row waits
   */
  void scatter(RecordBatch batch, long arrivalNs, long limitNs) {
    router.route(batch, keyGroups);
    Arrays.fill(counts, 0);
    int rows = batch.rowCount();
    for (int row = 0; row < rows; row++) {
      int partition = partitionOfGroup[keyGroups[row]];
      positions[partition][counts[partition]++] = row;
    }
    for (int partition = 0; partition < open.length; partition++) {
      if (open[partition].rowCount() == 0) {
        heldNs[partition] = arrivalNs;
      }
    }
    for (int partition = 0; partition < open.length; partition++) {
      append(batch, partition, arrivalNs, limitNs);
    }
  }

  private void append(RecordBatch batch, int partition, long arrivalNs, long limitNs) {
    int from = 0;
    while (counts[partition] > 0) {
      RecordBatch target = open[partition];
      int count = Math.min(counts[partition], target.capacity() - target.rowCount());
      target.appendRows(batch, positions[partition], from, count);
      from += count;
      counts[partition] -= count;
      if (target.isFull()) {
        heldNs[partition] = arrivalNs;
        publish(partition, limitNs);
      }
    }
  }

  /** Publishes all open batches that hold rows. */
  void flush(long limitNs) {
    for (int partition = 0; partition < open.length; partition++) {
      if (open[partition].rowCount() > 0) {
        publish(partition, limitNs);
      }
    }
  }

  private void publish(int partition, long limitNs) {
    long sequence = pipeline.ring().claim();
    open[partition] = pipeline.ring().swap(sequence, open[partition]);
    pipeline.ring().publish(sequence, partition, Math.min(limitNs, waitingNs()));
  }

  /**
   * Smallest watermark at the arrival of a row that waits in an open batch or is being scattered.
   */
  long waitingNs() {
    long waiting = WatermarkSpec.END;
    for (int partition = 0; partition < open.length; partition++) {
      if (open[partition].rowCount() > 0 || counts[partition] > 0) {
        waiting = Math.min(waiting, heldNs[partition]);
      }
    }
    return waiting;
  }
}

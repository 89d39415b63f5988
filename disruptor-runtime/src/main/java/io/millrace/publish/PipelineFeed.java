package io.millrace.publish;

import io.millrace.batch.RecordBatch;
import io.millrace.engine.Router;
import io.millrace.ring.BatchRing;
import io.millrace.ring.KeyLists;
import io.millrace.ring.Pipeline;

/**
 * The way from one publisher into one pipeline: whole batches, beside which stands what row belongs
 * to what partition; or which go to one partition after the other. Everything is made ready before
 * a sequence is claimed, as all handlers wait for one that is claimed. One thread.
 */
final class PipelineFeed {
  private final Pipeline pipeline;
  private final BatchRing ring;
  private final int batchRows;
  private final Router router;
  private final int[] keyGroups;
  private KeyLists lists;
  private RecordBatch spare;
  private int nextPartition;

  PipelineFeed(Pipeline pipeline, int batchRows) {
    this.pipeline = pipeline;
    this.ring = pipeline.ring();
    this.batchRows = batchRows;
    this.router = pipeline.newRouter();
    this.keyGroups = new int[router == null ? 0 : batchRows];
    this.lists = router == null ? null : new KeyLists(batchRows, pipeline.partitions());
  }

  Pipeline pipeline() {
    return pipeline;
  }

  /** Publishes a batch and gives back an empty one in exchange. */
  RecordBatch swap(RecordBatch batch, long watermarkNs) {
    int route = router == null ? nextPartition() : list(batch);
    long sequence = ring.claim();
    RecordBatch empty = ring.swap(sequence, batch);
    if (route == BatchRing.BY_KEY) {
      lists = ring.swap(sequence, lists);
    }
    ring.publish(sequence, route, watermarkNs);
    return empty;
  }

  /** Publishes a copy of a batch. */
  void copy(RecordBatch batch, long watermarkNs) {
    if (spare == null) {
      spare = new RecordBatch(batch.schema(), batchRows);
    }
    spare.appendRange(batch, 0, batch.rowCount());
    spare = swap(spare, watermarkNs);
  }

  /** Lists the rows; where all are one partition's, they go there, and no list is needed. */
  private int list(RecordBatch batch) {
    router.route(batch, keyGroups);
    lists.fill(keyGroups, batch.rowCount());
    for (int partition = 0; partition < pipeline.partitions(); partition++) {
      if (lists.count(partition) == batch.rowCount()) {
        return partition;
      }
    }
    return BatchRing.BY_KEY;
  }

  private int nextPartition() {
    int partition = nextPartition;
    nextPartition = partition + 1 == pipeline.partitions() ? 0 : partition + 1;
    return partition;
  }
}

package io.millrace.publish;

import io.millrace.batch.RecordBatch;
import io.millrace.engine.Router;
import io.millrace.ring.BatchRing;
import io.millrace.ring.Origin;
import io.millrace.ring.PartitionBits;
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
  private final byte[] keyGroups;
  private PartitionBits bits;
  private RecordBatch spare;
  private int nextPartition;

  PipelineFeed(Pipeline pipeline, int batchRows) {
    this.pipeline = pipeline;
    this.ring = pipeline.ring();
    this.batchRows = batchRows;
    this.router = pipeline.newRouter();
    this.keyGroups = new byte[router == null ? 0 : PartitionBits.roundUp(batchRows)];
    this.bits = router == null ? null : new PartitionBits(batchRows, pipeline.partitions());
  }

  /** A feed for each pipeline: the one that there is already, else a new one. */
  static PipelineFeed[] of(Pipeline[] pipelines, PipelineFeed[] present, int batchRows) {
    PipelineFeed[] feeds = new PipelineFeed[pipelines.length];
    for (int i = 0; i < feeds.length; i++) {
      for (PipelineFeed feed : present) {
        if (feed.pipeline == pipelines[i]) {
          feeds[i] = feed;
        }
      }
      if (feeds[i] == null) {
        feeds[i] = new PipelineFeed(pipelines[i], batchRows);
      }
    }
    return feeds;
  }

  Pipeline pipeline() {
    return pipeline;
  }

  /** Publishes a batch and gives back an empty one in exchange. */
  RecordBatch swap(RecordBatch batch, long watermarkNs, long writtenNs, Origin origin) {
    return swap(
        batch, router == null ? nextPartition() : divide(batch), watermarkNs, writtenNs, origin);
  }

  private RecordBatch swap(
      RecordBatch batch, int route, long watermarkNs, long writtenNs, Origin origin) {
    long sequence = ring.claim();
    if (ring.isRetired()) {
      batch.clear();
      return batch;
    }
    RecordBatch empty = ring.swap(sequence, batch);
    if (route == BatchRing.BY_KEY) {
      bits = ring.swap(sequence, bits);
    }
    if (origin == null) {
      ring.publish(sequence, route, watermarkNs, writtenNs);
    } else {
      ring.publish(sequence, route, watermarkNs, writtenNs, origin);
    }
    return empty;
  }

  /** Publishes a copy of a batch. */
  void copy(RecordBatch batch, long watermarkNs, long writtenNs, Origin origin) {
    if (spare == null) {
      spare = new RecordBatch(batch.schema(), batchRows);
    }
    spare.appendRange(batch, 0, batch.rowCount());
    spare = swap(spare, watermarkNs, writtenNs, origin);
  }

  /**
   * Publishes a batch that was recorded, where it went then, if the number of partitions is the
   * same and no key says where; gives back an empty one.
   */
  RecordBatch replay(RecordBatch batch, int recordedRoute, long watermarkNs, Origin origin) {
    int route =
        router == null ? Math.floorMod(recordedRoute, pipeline.partitions()) : divide(batch);
    return swap(batch, route, watermarkNs, 0, origin);
  }

  /** Says whose each row is; where all are one partition's, they go there as they are. */
  private int divide(RecordBatch batch) {
    router.route(batch, keyGroups);
    int sole = bits.fill(keyGroups, batch.rowCount());
    return sole == PartitionBits.SEVERAL ? BatchRing.BY_KEY : sole;
  }

  private int nextPartition() {
    int partition = nextPartition;
    nextPartition = partition + 1 == pipeline.partitions() ? 0 : partition + 1;
    return partition;
  }
}

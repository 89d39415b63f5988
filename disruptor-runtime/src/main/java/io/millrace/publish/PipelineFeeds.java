package io.millrace.publish;

import io.millrace.batch.RecordBatch;
import io.millrace.ring.Origin;
import io.millrace.ring.Pipeline;

/** The ways from one publisher into all pipelines of its stream. One thread. */
final class PipelineFeeds {
  private final StreamHub hub;
  private final int batchRows;
  private PipelineFeed[] feeds = {};
  private Pipeline[] known = {};

  PipelineFeeds(StreamHub hub, int batchRows) {
    this.hub = hub;
    this.batchRows = batchRows;
  }

  /** Has a feed for each pipeline that there is now. */
  void update() {
    Pipeline[] pipelines = hub.active();
    if (pipelines != known) {
      feeds = PipelineFeed.of(pipelines, feeds, batchRows);
      known = pipelines;
    }
  }

  /** Whether so many batches could go out now without waiting. */
  boolean hasRoom(int batches) {
    update();
    for (PipelineFeed feed : feeds) {
      if (!feed.pipeline().ring().hasRoom(batches)) {
        return false;
      }
    }
    return true;
  }

  /** Whether all partitions have worked off everything; then no ring is full. */
  boolean isIdle() {
    return isBehindByAtMost(0);
  }

  /** Whether all partitions have worked off all but so many sequences. */
  boolean isBehindByAtMost(int sequences) {
    update();
    for (PipelineFeed feed : feeds) {
      if (!feed.pipeline().isBehindByAtMost(sequences)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Publishes all rows of a batch to the pipelines as of the last {@link #update}; gives back an
   * empty batch.
   *
   * @param origin where they come from, in a durable stream; else null
   */
  RecordBatch publish(RecordBatch batch, long limitNs, long writtenNs, Origin origin) {
    int last = feeds.length - 1;
    if (last < 0) {
      batch.clear();
      return batch;
    }
    for (int i = 0; i < last; i++) {
      feeds[i].copy(batch, limitNs, writtenNs, origin);
    }
    return feeds[last].swap(batch, limitNs, writtenNs, origin);
  }
}

package io.millrace.publish;

import io.millrace.batch.RecordBatch;
import io.millrace.publish.StreamClock.PublisherClock;

/**
 * Sends full batches into the rings with the watermark behind them; the last step of publishing.
 */
final class BatchSender {
  private final StreamHub hub;
  private final PublisherClock clock;
  private final ArrivalScan arrival;
  private final PipelineFeeds feeds;
  private final PublisherCounts counts;
  private final boolean mayIdle;

  BatchSender(StreamHub hub, PipelineFeeds feeds, PublisherCounts counts) {
    this.hub = hub;
    this.feeds = feeds;
    this.counts = counts;
    this.clock = hub.clock().open();
    this.arrival = new ArrivalScan(hub.definition().watermark(), clock.ownNs());
    this.mayIdle = hub.mayIdle();
  }

  PublisherClock clock() {
    return clock;
  }

  /** Watermark behind all rows that were sent; nanoseconds since the epoch. */
  long watermarkNs() {
    return arrival.ownNs();
  }

  /**
   * Sends all rows of a batch, of which the first was written at a time that is 0 if nobody asks;
   * gives back an empty batch. Whether the watermark waits for this publisher must not change
   * meanwhile, or rows could come behind a watermark that they do not know of.
   */
  RecordBatch send(RecordBatch batch, long writtenNs) {
    if (!mayIdle) {
      return sendNow(batch, writtenNs);
    }
    hub.clock().moving().lock();
    try {
      wakeUp();
      return sendNow(batch, writtenNs);
    } finally {
      hub.clock().moving().unlock();
    }
  }

  private RecordBatch sendNow(RecordBatch batch, long writtenNs) {
    counts.published.add(batch.rowCount());
    feeds.update();
    arrival.scan(batch, hub.clock().others(clock));
    long limitNs = Math.min(arrival.ownNs(), hub.clock().others(clock));
    RecordBatch next = feeds.publish(batch, limitNs, writtenNs);
    clock.moveTo(arrival.ownNs());
    return next;
  }

  /** Moves the watermark without a row. */
  void advanceWatermark(long watermarkNs) {
    counts.watermarks.add(1);
    hub.clock().moving().lock();
    try {
      wakeUp();
      arrival.advance(watermarkNs);
      clock.moveTo(arrival.ownNs());
    } finally {
      hub.clock().moving().unlock();
    }
    hub.publishWatermark();
  }

  private void wakeUp() {
    if (clock.isIdle()) {
      arrival.advance(hub.clock().include(clock));
    }
  }
}

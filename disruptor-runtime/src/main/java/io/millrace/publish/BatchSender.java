package io.millrace.publish;

import io.millrace.batch.RecordBatch;
import io.millrace.publish.StreamClock.PublisherClock;
import io.millrace.ring.Deadline;
import io.millrace.ring.Origin;

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

  /** Whose rows these are, in a durable stream; else null. */
  private final SourceProgress source;

  BatchSender(StreamHub hub, PipelineFeeds feeds, PublisherCounts counts, SourceProgress source) {
    this.hub = hub;
    this.feeds = feeds;
    this.counts = counts;
    this.source = source;
    this.clock = source == null ? hub.clock().open() : open(hub, source);
    this.arrival = new ArrivalScan(hub.definition().watermark(), clock.ownNs());
    this.mayIdle = hub.mayIdle();
  }

  /**
   * Not while another publisher sends: it may have said already how far the watermark goes, without
   * regard to this one, whose rows must know of that.
   */
  private static PublisherClock open(StreamHub hub, SourceProgress source) {
    hub.clock().moving().lock();
    try {
      return hub.clock().open(source.ownNs());
    } finally {
      hub.clock().moving().unlock();
    }
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
    if (source == null && !mayIdle) {
      return sendNow(batch, writtenNs);
    }
    if (source == null) {
      hub.clock().moving().lock();
    } else {
      lockWithRoom();
    }
    try {
      wakeUp();
      return sendNow(batch, writtenNs);
    } finally {
      hub.clock().moving().unlock();
    }
  }

  /**
   * In a durable stream all rings see its events in one order, so one publisher at a time sends. It
   * waits for room before it does: who makes room may want to send, too.
   */
  private void lockWithRoom() {
    hub.clock().moving().lock();
    while (!feeds.hasRoom(1)) {
      hub.clock().moving().unlock();
      Deadline.never().await(() -> feeds.hasRoom(1));
      hub.clock().moving().lock();
    }
  }

  private RecordBatch sendNow(RecordBatch batch, long writtenNs) {
    counts.published.add(batch.rowCount());
    feeds.update();
    arrival.scan(batch, hub.clock().others(clock));
    long limitNs = Math.min(arrival.ownNs(), hub.clock().others(clock));
    Origin origin =
        source == null ? null : source.send(hub.durability().nextEvent(), batch.rowCount());
    RecordBatch next = feeds.publish(batch, limitNs, writtenNs, origin);
    moveClock();
    return next;
  }

  private void moveClock() {
    clock.moveTo(arrival.ownNs());
    if (source != null) {
      source.ownNs(arrival.ownNs());
    }
  }

  /** Moves the watermark without a row. */
  void advanceWatermark(long watermarkNs) {
    counts.watermarks.add(1);
    hub.clock().moving().lock();
    try {
      wakeUp();
      arrival.advance(watermarkNs);
      moveClock();
      if (source != null) {
        hub.publishPoint();
        return;
      }
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

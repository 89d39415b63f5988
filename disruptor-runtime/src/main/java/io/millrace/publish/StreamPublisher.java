package io.millrace.publish;

import io.millrace.OverloadPolicy;
import io.millrace.batch.RecordBatch;
import io.millrace.query.StreamDefinition;
import io.millrace.record.RecordWriter;
import io.millrace.ring.Pipeline;

/**
 * Brings rows into a stream, from one thread: row by row through {@link #row}, or in whole batches.
 *
 * <p>While the partitions keep up, a row goes out at once; while they are behind, rows gather in
 * batches. Nothing here has a timer: after the last row of a burst call {@link #flush}.
 *
 * <p>Allocates nothing in steady state. Unless stated otherwise, methods block while a ring is full
 * and the policy is to block.
 */
public final class StreamPublisher implements AutoCloseable {
  private final StreamHub hub;
  private final StreamClock.PublisherClock clock;
  private final ArrivalScan arrival;
  private final RowWriter row;
  private final int batchRows;
  private final OverloadPolicy overload;
  private final boolean timed;
  private PipelineFeed[] feeds = {};
  private Pipeline[] known = {};
  private RecordBatch staging;
  private long droppedRows;

  /** When the first row in the staging batch was written; 0 if nobody asks. */
  private long writtenNs;

  private boolean closed;

  StreamPublisher(StreamHub hub) {
    this.hub = hub;
    this.batchRows = hub.config().batchRows();
    this.overload = hub.config().overload();
    this.timed = hub.config().latencyRecording();
    this.clock = hub.clock().open();
    this.arrival = new ArrivalScan(hub.definition().watermark(), clock.ownNs());
    this.staging = new RecordBatch(hub.definition().schema(), batchRows);
    this.row = new RowWriter(this, hub.definition());
    row.moveTo(staging);
  }

  /** The stream that rows go to. */
  public StreamDefinition stream() {
    return hub.definition();
  }

  /** The writer of the next row; always the same object. */
  public RowWriter row() {
    checkOpen();
    return row;
  }

  /** Rows that were dropped because a ring was full. */
  public long droppedRows() {
    return droppedRows;
  }

  /** Watermark behind all rows that were published; nanoseconds since the epoch. */
  public long watermarkNs() {
    return arrival.ownNs();
  }

  /**
   * Takes the row at the end of the staging batch into account. Rows that gathered while the
   * partitions were behind go out with the first row that finds them idle, not with a full batch.
   */
  int rowWritten() {
    int rows = staging.rowCount();
    if (timed && rows == 1) {
      writtenNs = System.nanoTime();
    }
    boolean full = rows == batchRows;
    if (full && overload != OverloadPolicy.BLOCK && !hasRoom()) {
      staging.truncate(rows - 1, rows);
      return refused(1);
    }
    if (full || isIdle()) {
      dispatch();
    }
    return PublishResult.ACCEPTED;
  }

  /** Publishes a record as a row; see {@link RecordPublisher}. */
  <R> int publish(R value, RecordWriter<R> writer) {
    checkOpen();
    int at = staging.rowCount();
    boolean written = false;
    try {
      writer.write(value, staging, at);
      written = true;
    } finally {
      if (!written) {
        staging.truncate(at, at + 1);
      }
    }
    staging.rowCount(at + 1);
    int result = rowWritten();
    row.moveTo(staging);
    return result;
  }

  private int refused(int rows) {
    if (overload == OverloadPolicy.FAIL_FAST) {
      return PublishResult.BACK_PRESSURED;
    }
    droppedRows += rows;
    return PublishResult.DROPPED;
  }

  /**
   * Publishes copies of all rows of a batch in the stream's schema, in their order.
   *
   * @return a code of {@link PublishResult}; if it is negative, no row of the batch was accepted
   */
  public int publish(RecordBatch batch) {
    checkOpen();
    checkSchema(batch);
    if (overload != OverloadPolicy.BLOCK && !hasRoomFor(batch.rowCount())) {
      return refused(batch.rowCount());
    }
    int from = 0;
    while (from < batch.rowCount()) {
      if (timed && staging.rowCount() == 0) {
        writtenNs = System.nanoTime();
      }
      int count = Math.min(batch.rowCount() - from, batchRows - staging.rowCount());
      staging.appendRange(batch, from, count);
      from += count;
      if (staging.isFull()) {
        dispatch();
      }
    }
    if (staging.rowCount() > 0 && isIdle()) {
      dispatch();
    }
    return PublishResult.ACCEPTED;
  }

  /**
   * Publishes a batch of the stream's schema and the configured capacity without a copy where there
   * is one pipeline that takes whole batches, and gives back an empty batch to fill next. Waits
   * while a ring is full, whatever the policy.
   */
  public RecordBatch exchange(RecordBatch batch) {
    checkOpen();
    checkSchema(batch);
    if (batch.capacity() != batchRows) {
      throw new IllegalArgumentException(
          "batch of another capacity: capacity="
              + batch.capacity()
              + ", configured="
              + batchRows
              + "; exchange batches of the configured size, or publish a copy");
    }
    if (staging.rowCount() > 0) {
      dispatch();
    }
    if (timed) {
      writtenNs = System.nanoTime();
    }
    return dispatch(batch);
  }

  private void checkSchema(RecordBatch batch) {
    if (batch.schema().size() != hub.definition().schema().size()) {
      throw new IllegalArgumentException(
          "batch of another schema: batch="
              + batch.schema()
              + ", stream="
              + hub.definition().schema()
              + "; make batches of the stream's schema");
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException(
          "publisher is closed: stream=" + hub.definition().name() + "; open another one");
    }
  }

  private boolean hasRoom() {
    return hasRoomFor(1);
  }

  private boolean hasRoomFor(int rows) {
    update();
    int batches = (staging.rowCount() + rows + batchRows - 1) / batchRows;
    for (PipelineFeed feed : feeds) {
      if (!feed.pipeline().ring().hasRoom(batches)) {
        return false;
      }
    }
    return true;
  }

  /** Whether all partitions have worked off everything; then no ring is full. */
  private boolean isIdle() {
    update();
    for (PipelineFeed feed : feeds) {
      if (!feed.pipeline().isIdle()) {
        return false;
      }
    }
    return true;
  }

  /** Has a feed for each pipeline that there is now. */
  private void update() {
    Pipeline[] pipelines = hub.active();
    if (pipelines != known) {
      feeds = PipelineFeed.of(pipelines, feeds, batchRows);
      known = pipelines;
    }
  }

  private void dispatch() {
    staging = dispatch(staging);
    row.moveTo(staging);
  }

  /** Publishes all rows of a batch; gives back an empty one. */
  private RecordBatch dispatch(RecordBatch batch) {
    update();
    arrival.scan(batch, hub.clock().others(clock));
    long limitNs = limitNs();
    int last = feeds.length - 1;
    for (int i = 0; i < last; i++) {
      feeds[i].copy(batch, limitNs, writtenNs);
    }
    RecordBatch next = batch;
    if (last >= 0) {
      next = feeds[last].swap(batch, limitNs, writtenNs);
    } else {
      batch.clear();
    }
    moveClock();
    return next;
  }

  private long limitNs() {
    return Math.min(arrival.ownNs(), hub.clock().others(clock));
  }

  private void moveClock() {
    clock.moveTo(arrival.ownNs());
  }

  /** Publishes all rows that wait here. */
  public void flush() {
    checkOpen();
    if (staging.rowCount() > 0) {
      dispatch();
    }
  }

  /**
   * Moves the watermark without a row: no row that follows has a smaller event time. What waits
   * here is published first. A watermark that is behind the present one changes nothing.
   */
  public void advanceWatermark(long watermarkNs) {
    flush();
    arrival.advance(watermarkNs);
    moveClock();
    long limitNs = hub.clock().held();
    for (Pipeline pipeline : hub.pipelines()) {
      pipeline.publishWatermark(limitNs);
    }
  }

  /** Publishes what waits and takes this publisher out of the stream's watermark. */
  @Override
  public void close() {
    if (!closed) {
      flush();
      closed = true;
      hub.clock().close(clock);
      hub.closed(this);
    }
  }
}

package io.millrace.publish;

import io.millrace.OverloadPolicy;
import io.millrace.batch.RecordBatch;
import io.millrace.durability.SourcePosition;
import io.millrace.layout.BufferLayout;
import io.millrace.publish.StreamClock.PublisherClock;
import io.millrace.query.StreamDefinition;
import io.millrace.query.StreamOptions;
import io.millrace.record.RecordWriter;
import io.millrace.ring.Deadline;
import org.agrona.DirectBuffer;

/**
 * Brings rows into a stream, from one thread: row by row through {@link #row}, or in whole batches.
 *
 * <p>While the partitions keep up, a row goes out at once; while they are behind, rows gather in
 * batches. Nothing here has a timer: after the last row of a burst call {@link #flush}.
 *
 * <p>While a ring is full, the stream's {@link OverloadPolicy} says what becomes of rows. It
 * concerns those that wait here, up to a batch of them. The watermark moves when rows go out, so a
 * row that is left out never moves it, and makes no other row late. Allocates nothing.
 */
public final class StreamPublisher implements AutoCloseable {
  /** So many do not fill a ring. */
  private static final int FEW_SEQUENCES = 4;

  private final StreamHub hub;
  private final RowWriter row;
  private final int batchRows;
  private final OverloadPolicy overload;
  private final boolean timed;
  private final PublisherCounts counts = new PublisherCounts();
  private final WaitingRows waiting;
  private final BatchRows batchSource = new BatchRows();
  private final BufferRows bufferSource = new BufferRows();
  private final KeyIndex keys;
  private final PipelineFeeds feeds;
  private final BatchSender sender;
  private final ArrivalPace pace;

  /** Whether rows wait here because a ring was full. */
  private boolean overloaded;

  /** When the first of the rows that wait was written; 0 if nobody asks. */
  private long writtenNs;

  private final PublisherGate gate;

  /** How far the publisher's source has come, in a durable stream; else null. */
  private final SourceProgress source;

  private final SourcePosition opened;

  StreamPublisher(StreamHub hub, SourceProgress source) {
    this.source = source;
    this.opened = source == null ? new SourcePosition("", 0, 0, 0) : source.position();
    StreamDefinition stream = hub.definition();
    this.hub = hub;
    this.gate = new PublisherGate(hub);
    this.pace = new ArrivalPace(hub.config().clock());
    this.batchRows = hub.config().batchRows();
    this.overload = hub.overload();
    this.feeds = new PipelineFeeds(hub, batchRows);
    this.timed = hub.config().latencyRecording();
    this.sender = new BatchSender(hub, feeds, counts, source);
    this.row = new RowWriter(this, stream);
    boolean conflates = overload == OverloadPolicy.CONFLATE;
    boolean replaces = conflates || overload == OverloadPolicy.DROP_OLDEST;
    this.waiting = new WaitingRows(stream, batchRows, replaces, row);
    this.keys = conflates ? new KeyIndex(StreamOptions.of(stream).overloadKey(), batchRows) : null;
  }

  /** The stream that rows go to. */
  public StreamDefinition stream() {
    return hub.definition();
  }

  /** The writer of the next row; always the same object. */
  public RowWriter row() {
    gate.checkOpen();
    return row;
  }

  /** Rows that were dropped because a ring was full. */
  public long droppedRows() {
    return counts.dropped.get();
  }

  /** Watermark behind all rows that were published; nanoseconds since the epoch. */
  public long watermarkNs() {
    return sender.watermarkNs();
  }

  PublisherCounts counts() {
    return counts;
  }

  /** Begins the end of a row. */
  void enter() {
    gate.enter();
    if (gate.isInside() && waiting.rowCount() >= batchRows - 1) {
      checkRoomInside(1);
    }
  }

  void leave() {
    gate.leave();
  }

  /**
   * Who publishes from a subscriber of this stream must not wait for room that it makes itself.
   *
   * @throws IllegalStateException if it would; nothing is accepted
   */
  private void checkRoomInside(int rows) {
    if (gate.isInside() && !hasRoomFor(rows)) {
      gate.refuseInside();
    }
  }

  /**
   * Gives the publisher to the thread that uses it next. By the thread that has used it so far; the
   * two must see to it that one happens before the other, as with any object.
   */
  public void handOver() {
    gate.handOver();
  }

  /** Takes the row into account that was just written behind those that wait, or aside. */
  int rowWritten() {
    if (waiting.isAside()) {
      return offerAside();
    }
    counts.accepted.add(1);
    return gathered();
  }

  /**
   * Goes on behind a row that is the last of those that wait. Rows that gathered while the
   * partitions were behind go out with the first row that finds them idle, not with a full batch.
   */
  private int gathered() {
    boolean full = waiting.isFull();
    if (timed && waiting.rowCount() == 1) {
      writtenNs = System.nanoTime();
    }
    boolean alone = waiting.rowCount() == 1 && goesAlone();
    if (full ? overload == OverloadPolicy.BLOCK || hasRoom() : alone || feeds.isIdle()) {
      dispatch();
    } else if (overload == OverloadPolicy.CONFLATE) {
      return gatheredByKey(full);
    } else if (full) {
      overloaded = true;
      waiting.aim();
    }
    return PublishResult.ACCEPTED;
  }

  /**
   * Whether rows before which none waited go out at once; not if many sequences are under way, as a
   * row that goes alone takes the room of a batch.
   */
  private boolean goesAlone() {
    return pace.isAlone() && feeds.isBehindByAtMost(FEW_SEQUENCES) && hasRoom();
  }

  /** Rows of which some may have been conflated go out as soon as there is room. */
  private int gatheredByKey(boolean full) {
    if (full || !hasRoom()) {
      return conflateLast();
    }
    if (overloaded) {
      dispatch();
    }
    return PublishResult.ACCEPTED;
  }

  /** Publishes a record as a row; see {@link RecordPublisher}. */
  <R> int publish(R value, RecordWriter<R> writer) {
    enter();
    try {
      return write(value, writer);
    } finally {
      gate.leave();
    }
  }

  private <R> int write(R value, RecordWriter<R> writer) {
    RecordBatch target = waiting.target();
    int at = target.rowCount();
    boolean written = false;
    try {
      writer.write(value, target, at);
      written = true;
    } finally {
      if (!written) {
        target.truncate(at, at + 1);
      }
    }
    target.rowCount(at + 1);
    int result = rowWritten();
    waiting.aim();
    return result;
  }

  /** Decides about a row that was written aside: it has no place among those that wait yet. */
  private int offerAside() {
    if (hasRoom()) {
      return appendAside();
    }
    overloaded = true;
    if (overload == OverloadPolicy.DROP_OLDEST) {
      waiting.replace(waiting.oldest());
      counts.accepted.add(1);
      counts.dropped.add(1);
      return PublishResult.DROPPED_OLDEST;
    }
    if (overload == OverloadPolicy.CONFLATE) {
      return conflateAside();
    }
    waiting.forgetAside();
    return counts.refuse(overload, 1);
  }

  /**
   * There is room, or the row waits for it: it goes with the others, or if they fill a batch, next.
   */
  private int appendAside() {
    boolean goesNext = waiting.isFull();
    if (goesNext) {
      dispatch();
    }
    waiting.appendAside();
    counts.accepted.add(1);
    if (goesNext) {
      return gathered();
    }
    dispatch();
    return PublishResult.ACCEPTED;
  }

  private int conflateLast() {
    overloaded = true;
    int last = waiting.rowCount() - 1;
    RecordBatch rows = waiting.batch();
    keys.addUpTo(rows, last);
    int older = keys.find(rows, rows, last);
    if (older < 0) {
      waiting.aim();
      return PublishResult.ACCEPTED;
    }
    waiting.moveLastAside();
    replaceByAside(older);
    return PublishResult.CONFLATED;
  }

  private int conflateAside() {
    RecordBatch rows = waiting.batch();
    keys.addUpTo(rows, rows.rowCount());
    int older = keys.find(rows, waiting.aside(), 0);
    if (older < 0 && waiting.isFull()) {
      return appendAside();
    }
    counts.accepted.add(1);
    if (older < 0) {
      waiting.appendAside();
      return PublishResult.ACCEPTED;
    }
    replaceByAside(older);
    return PublishResult.CONFLATED;
  }

  private void replaceByAside(int older) {
    if (waiting.replace(older)) {
      keys.clear();
    }
    counts.conflated.add(1);
  }

  /**
   * Publishes copies of all rows of a batch in the stream's schema, in their order. Under FAIL_FAST
   * and DROP_NEWEST all rows are accepted or none; under DROP_OLDEST and CONFLATE each row is
   * treated as if it came alone.
   *
   * @return a code of {@link PublishResult}; if it is negative, no row of the batch was accepted;
   *     the largest of the codes of the rows else
   */
  public int publish(RecordBatch batch) {
    BatchCheck.schema(batch, hub.definition());
    gate.enter();
    try {
      return append(batchSource.of(batch));
    } finally {
      gate.leave();
    }
  }

  /**
   * Publishes rows that lie one behind the other in a buffer, decoded straight into the batch that
   * goes out. Else as {@link #publish(RecordBatch)}, in its policies and result.
   *
   * @throws IllegalArgumentException if the layout is not one of the stream's schema, the buffer
   *     does not hold the rows, or a value does not fit its column; no row was accepted then
   */
  public int publish(DirectBuffer buffer, int offset, int rows, BufferLayout layout) {
    layout.checkSchema(hub.definition().schema());
    layout.check(buffer, offset, rows);
    gate.enter();
    try {
      return append(bufferSource.of(buffer, offset, rows, layout));
    } finally {
      gate.leave();
    }
  }

  private int append(RowSource rows) {
    boolean each = overload == OverloadPolicy.DROP_OLDEST || overload == OverloadPolicy.CONFLATE;
    if (!each && overload != OverloadPolicy.BLOCK && !hasRoomFor(rows.rowCount())) {
      return counts.refuse(overload, rows.rowCount());
    }
    checkRoomInside(rows.rowCount());
    int result = PublishResult.ACCEPTED;
    int from = 0;
    while (from < rows.rowCount()) {
      if (each && !hasRoom()) {
        result = Math.max(result, offer(rows, from));
        from++;
      } else if (overloaded || waiting.isFull()) {
        dispatch();
      } else {
        from += append(rows, from);
      }
    }
    boolean alone = waiting.rowCount() == rows.rowCount() && goesAlone();
    if (waiting.rowCount() > 0 && (alone || feeds.isIdle() || overloaded && hasRoom())) {
      dispatch();
    }
    return result;
  }

  private int append(RowSource rows, int from) {
    if (timed && waiting.rowCount() == 0) {
      writtenNs = System.nanoTime();
    }
    int count = Math.min(rows.rowCount() - from, batchRows - waiting.rowCount());
    waiting.append(rows, from, count);
    counts.accepted.add(count);
    if (waiting.isFull()) {
      dispatch();
    }
    return count;
  }

  /** Treats a row of a batch as if it had been written by the row writer. */
  private int offer(RowSource rows, int row) {
    waiting.putAside(rows, row);
    if (waiting.isAside()) {
      return offerAside();
    }
    waiting.appendAside();
    counts.accepted.add(1);
    return gathered();
  }

  /**
   * Publishes a batch of the stream's schema and the configured capacity without a copy where there
   * is one pipeline that takes whole batches, and gives back an empty batch to fill next. Waits
   * while a ring is full, whatever the policy.
   */
  public RecordBatch exchange(RecordBatch batch) {
    BatchCheck.schema(batch, hub.definition());
    BatchCheck.capacity(batch, batchRows);
    gate.enter();
    try {
      checkRoomInside(batchRows);
      flushWaiting();
      counts.accepted.add(batch.rowCount());
      if (timed) {
        writtenNs = System.nanoTime();
      }
      return sender.send(batch, writtenNs);
    } finally {
      gate.leave();
    }
  }

  /** Whether a batch could go out now without waiting. */
  private boolean hasRoom() {
    return feeds.hasRoom(1);
  }

  /** Whether so many rows could go out now behind those that wait. */
  private boolean hasRoomFor(int rows) {
    return feeds.hasRoom((waiting.rowCount() + rows + batchRows - 1) / batchRows);
  }

  private void dispatch() {
    pace.send(waiting.rowCount());
    waiting.refill(sender.send(waiting.inOrder(), writtenNs));
    overloaded = false;
    if (keys != null) {
      keys.clear();
    }
  }

  /** Publishes all rows that wait here; waits while a ring is full, whatever the policy. */
  public void flush() {
    gate.enter();
    try {
      checkRoomInside(0);
      flushWaiting();
    } finally {
      gate.leave();
    }
  }

  /** Whether it belongs to the calling thread, which may wait for room in the ring. */
  boolean isOwn() {
    return gate.isOwn() && !gate.isInside();
  }

  /** Publishes what waits here, if anything does; whose thread it is does not matter else. */
  void flushIfWaiting() {
    if (waiting.rowCount() > 0) {
      flush();
    }
  }

  private void flushWaiting() {
    if (waiting.rowCount() > 0) {
      dispatch();
    }
  }

  /**
   * Moves the watermark without a row: no row that follows has a smaller event time. What waits
   * here is published first. A watermark that is behind the present one changes nothing.
   */
  public void advanceWatermark(long watermarkNs) {
    gate.enter();
    try {
      checkRoomInside(1);
      flushWaiting();
      sender.advanceWatermark(watermarkNs);
    } finally {
      gate.leave();
    }
  }

  /** Says where its source stands behind all rows so far; {@link #position} tells it later. */
  public void mark(long position) {
    if (source != null) {
      source.mark(position, waiting.rowCount());
    }
  }

  /** Behind what its source goes on, as of when it was opened; 0 in one that is not durable. */
  public SourcePosition position() {
    return opened;
  }

  /** Whether it was closed, by whomever. */
  public boolean isClosed() {
    return gate.isShut();
  }

  PublisherClock clock() {
    return sender.clock();
  }

  SourceProgress source() {
    return source;
  }

  /**
   * Publishes what waits and takes this publisher out of the stream's watermark. By any thread: a
   * call that is under way is waited for, the next one fails.
   */
  @Override
  public void close() {
    close(Deadline.never());
  }

  /** Like {@link #close()}; rows that wait are lost if there is no room for them in time. */
  void close(Deadline deadline) {
    if (!gate.shut(deadline)) {
      return;
    }
    try {
      if (!gate.isBusy() && deadline.await(() -> hasRoomFor(0))) {
        flushWaiting();
      }
    } finally {
      hub.clock().close(sender.clock());
      hub.closed(this);
      gate.closed();
    }
  }
}

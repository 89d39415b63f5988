package io.millrace.publish;

import io.millrace.durability.SourcePosition;
import io.millrace.query.WatermarkSpec;
import io.millrace.ring.Origin;
import io.millrace.ring.SourcePoint;

/**
 * How far one source of a durable stream has come: its rows, its position as it says itself, its
 * watermark. Guarded by the stream's lock, but for marks, which belong to the publisher's thread
 * until its rows are sent.
 */
final class SourceProgress {
  private final String name;
  private final long hash;
  private final Origin origin = new Origin();
  private long ownNs = WatermarkSpec.NONE;
  private long rows;
  private long mark;
  private long markRows;
  private long nextMark;
  private long nextMarkRows;
  private boolean taken;
  private SourcePosition kept;

  SourceProgress(String name) {
    this.name = name;
    this.hash = SourcePoint.hash(name);
    this.kept = new SourcePosition(name, 0, 0, 0);
  }

  String name() {
    return name;
  }

  long rows() {
    return rows;
  }

  long ownNs() {
    return ownNs;
  }

  /** Whether it was free for a publisher to take. */
  boolean take() {
    boolean free = !taken;
    taken = true;
    return free;
  }

  boolean isTaken() {
    return taken;
  }

  void release() {
    taken = false;
  }

  /** Notes where the source is behind the rows that it has sent and those that still wait. */
  void mark(long position, int waitingRows) {
    nextMark = position;
    nextMarkRows = rows + waitingRows;
  }

  /** Counts rows that go out now, as an event of the stream. */
  Origin send(long event, int sent) {
    rows += sent;
    mark = nextMark;
    markRows = nextMarkRows;
    return origin.set(event, hash, rows, mark, markRows);
  }

  void ownNs(long newOwnNs) {
    ownNs = newOwnNs;
  }

  /** Takes what was recorded of a batch. */
  void replay(Origin recorded, long newOwnNs) {
    rows = recorded.rows();
    restoreMark(recorded.mark(), recorded.markRows());
    ownNs = newOwnNs;
  }

  void restore(SourcePoint point) {
    ownNs = point.ownNs();
    rows = point.rows();
    restoreMark(point.mark(), point.markRows());
  }

  private void restoreMark(long position, long atRows) {
    mark = position;
    markRows = atRows;
    nextMark = position;
    nextMarkRows = atRows;
  }

  /** How far it is recorded for sure. */
  SourcePosition kept() {
    return kept;
  }

  /** Says that it is recorded so far. */
  void keep(SourcePosition position) {
    if (position.rows() >= kept.rows()) {
      kept = position;
    }
  }

  SourcePosition position() {
    return new SourcePosition(name, rows, mark, markRows);
  }

  SourcePoint point() {
    return new SourcePoint(name, ownNs, rows, mark, markRows);
  }
}

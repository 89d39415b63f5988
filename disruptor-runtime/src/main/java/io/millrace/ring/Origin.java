package io.millrace.ring;

/**
 * Where a sequence comes from, as it stands beside it in the ring of a durable stream: the number
 * of the event in its stream, the source, and how far the source has come behind it. One thread;
 * used again and again.
 */
public final class Origin {
  private long event;
  private long source;
  private long rows;
  private long mark;
  private long markRows;

  /** All zero. */
  public Origin() {}

  /**
   * Sets everything.
   *
   * @param newEvent number of the event in its stream, from 1; that of the last event for what is
   *     no event of the stream
   * @param newSource hash of the source's name; 0 for none
   * @param newRows rows that the source has published, this batch included
   * @param newMark what the source said of its own position last
   * @param newMarkRows rows that it had published by then
   */
  public Origin set(long newEvent, long newSource, long newRows, long newMark, long newMarkRows) {
    event = newEvent;
    source = newSource;
    rows = newRows;
    mark = newMark;
    markRows = newMarkRows;
    return this;
  }

  /** Number of the event in its stream. */
  public long event() {
    return event;
  }

  /** Hash of the source's name; 0 for none. */
  public long source() {
    return source;
  }

  /** Rows that the source has published, this batch included. */
  public long rows() {
    return rows;
  }

  /** What the source said of its own position last. */
  public long mark() {
    return mark;
  }

  /** Rows that it had published by then. */
  public long markRows() {
    return markRows;
  }
}

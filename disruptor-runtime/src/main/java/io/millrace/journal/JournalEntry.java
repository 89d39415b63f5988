package io.millrace.journal;

/**
 * What stands beside a batch or a control event in the ring. Mutable, to be used again; one thread.
 */
public final class JournalEntry {
  private long sequence;
  private int route;
  private long watermarkNs;
  private long event;
  private long source;
  private long sourceRows;
  private long mark;
  private long markRows;

  /** An entry of zeros. */
  public JournalEntry() {}

  /** Sets where in the ring it is; all that the other setters set becomes 0. */
  public JournalEntry set(long newSequence, int newRoute, long newWatermarkNs) {
    sequence = newSequence;
    route = newRoute;
    watermarkNs = newWatermarkNs;
    event = 0;
    return source(0, 0).mark(0, 0);
  }

  /** Sets the number of the event. */
  public JournalEntry event(long newEvent) {
    event = newEvent;
    return this;
  }

  /** Sets the source that rows came from, and how many of its rows have come by then. */
  public JournalEntry source(long newSource, long newSourceRows) {
    source = newSource;
    sourceRows = newSourceRows;
    return this;
  }

  /** Sets the source's own mark of its place, and how many rows had come by that mark. */
  public JournalEntry mark(long newMark, long newMarkRows) {
    mark = newMark;
    markRows = newMarkRows;
    return this;
  }

  /** The sequence in the ring. */
  public long sequence() {
    return sequence;
  }

  /** A partition's number, -2 for a batch of which each takes its rows, -1 for a control event. */
  public int route() {
    return route;
  }

  /** The watermark that the sequence carries, in nanoseconds since the epoch. */
  public long watermarkNs() {
    return watermarkNs;
  }

  /** The number of the event. */
  public long event() {
    return event;
  }

  /** The source that rows came from. */
  public long source() {
    return source;
  }

  /** How many rows of the source have come by then. */
  public long sourceRows() {
    return sourceRows;
  }

  /** The source's own mark of its place. */
  public long mark() {
    return mark;
  }

  /** How many rows had come by the mark. */
  public long markRows() {
    return markRows;
  }

  @Override
  public String toString() {
    return "sequence="
        + sequence
        + ", route="
        + route
        + ", watermarkNs="
        + watermarkNs
        + ", event="
        + event
        + ", source="
        + source
        + ", sourceRows="
        + sourceRows
        + ", mark="
        + mark
        + ", markRows="
        + markRows;
  }
}

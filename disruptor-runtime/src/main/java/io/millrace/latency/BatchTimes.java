package io.millrace.latency;

/**
 * When the batch in work at a partition was written and taken, by {@link System#nanoTime}. One
 * thread, but for {@link #untilTaken}.
 */
public final class BatchTimes {
  private final LatencyCounts untilTaken = new LatencyCounts();
  private long writtenNs;
  private long takenNs;

  /** No batch yet. */
  public BatchTimes() {}

  /** Notes that the partition goes on to what was written then. */
  public void take(long newWrittenNs) {
    writtenNs = newWrittenNs;
    takenNs = System.nanoTime();
  }

  /** Counts how long the batch was on its way; only where rows are the partition's. */
  public void countRows() {
    untilTaken.record(takenNs - writtenNs);
  }

  /** When the first row was written. */
  public long writtenNs() {
    return writtenNs;
  }

  /** When the partition took it. */
  public long takenNs() {
    return takenNs;
  }

  /** What {@link #countRows} has counted. */
  public LatencyCounts untilTaken() {
    return untilTaken;
  }
}

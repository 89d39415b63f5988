package io.millrace.perf.latency;

/**
 * A fixed arrival schedule: message {@code i} is due at {@code start + i * interval}, whenever the
 * one before was taken. Latency counts from there, so that a stall counts for all that were due
 * meanwhile (no coordinated omission).
 */
public final class Schedule {
  private static final double SECOND_NS = 1e9;

  private final long startNs;
  private final double intervalNs;

  /** The first message is due at a time of {@code System.nanoTime}. */
  public Schedule(long startNs, double ratePerSecond) {
    this.startNs = startNs;
    this.intervalNs = SECOND_NS / ratePerSecond;
  }

  /** When a message is due; by the clock of {@code System.nanoTime}. */
  long dueNs(long message) {
    return startNs + (long) (message * intervalNs);
  }

  /** Spins until a message is due, and gives back when that was. */
  public long await(long message) {
    long due = dueNs(message);
    while (System.nanoTime() < due) {
      Thread.onSpinWait();
    }
    return due;
  }
}

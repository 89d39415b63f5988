package io.millrace.perf.latency;

import org.HdrHistogram.Histogram;

/** Latencies as the receiving thread records them; the publishing thread takes them afterwards. */
public final class ArrivedLatencies {
  private static final long HIGHEST_NS = 60_000_000_000L;
  private static final int DIGITS = 3;

  private final Histogram histogram = new Histogram(HIGHEST_NS, DIGITS);
  private volatile long arrived;
  private volatile Throwable failure;

  /** Nothing arrived yet. */
  public ArrivedLatencies() {}

  /** Records a message that was due then; by the receiving thread. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  public void arrived(long dueNs) {
    histogram.recordValue(Math.min(HIGHEST_NS, Math.max(0, System.nanoTime() - dueNs)));
    arrived = arrived + 1;
  }

  /** Says that no more messages arrive; by any thread. */
  public void fail(Throwable cause) {
    failure = cause;
  }

  /**
   * What was recorded, once so many messages have arrived in all since the last call.
   *
   * @throws IllegalStateException if they never will
   */
  public Histogram take(long messages) {
    while (arrived < messages) {
      if (failure != null) {
        throw new IllegalStateException(
            "measured query failed: messages=" + messages + ", arrived=" + arrived, failure);
      }
      Thread.onSpinWait();
    }
    Histogram taken = histogram.copy();
    histogram.reset();
    arrived = 0;
    return taken;
  }
}

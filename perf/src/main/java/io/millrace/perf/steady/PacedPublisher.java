package io.millrace.perf.steady;

import io.millrace.publish.StreamPublisher;
import java.util.concurrent.locks.LockSupport;

/**
 * Publishes trades one by one at a fixed rate until told to stop. Sleeps between them, so a few
 * come at a time; what is behind is made up for. Runs on a thread of its own; any thread stops it.
 */
final class PacedPublisher implements Runnable {
  private static final long NAP_NS = 100_000;

  private final TradeSeries trades;
  private final StreamPublisher publisher;
  private final long intervalNs;
  private volatile long published;
  private volatile boolean stopping;

  PacedPublisher(TradeSeries trades, StreamPublisher publisher, long intervalNs) {
    this.trades = trades;
    this.publisher = publisher;
    this.intervalNs = intervalNs;
  }

  @Override
  public void run() {
    long start = System.nanoTime();
    long next = 0;
    while (!stopping) {
      long due = (System.nanoTime() - start) / intervalNs;
      while (next < due) {
        trades.publish(next++, publisher);
      }
      publisher.flush();
      published = next;
      LockSupport.parkNanos(NAP_NS);
    }
    published = next;
    publisher.close();
  }

  /** Rows so far. */
  long published() {
    return published;
  }

  /** No further row after those that are due. */
  void stop() {
    stopping = true;
  }
}

package io.millrace.perf.overload;

import io.millrace.perf.steady.TradeSeries;
import io.millrace.publish.PublishResult;
import io.millrace.publish.StreamPublisher;
import java.util.concurrent.locks.LockSupport;

/**
 * Offers trades to one stream: at first as many as it takes, then at a rate that does not slow with
 * the engine. What is due and was not offered yet, as the publisher waited, stays due. Counts what
 * got in, in plain Java. Runs on a thread of its own; figures may be read by any other.
 */
final class OpenLoopPublisher implements Runnable {
  /** Time between the events of two trades. */
  static final long INTERVAL_NS = 1_000;

  /** One trade of so many comes late. */
  static final int LATE_EACH = 4_096;

  private static final long LATE_BY_NS = 5_000_000_000L;
  private static final long NAP_NS = 100_000;
  private static final int CHUNK = 256;
  private static final double NS_PER_SECOND = 1e9;

  private final TradeSeries trades = new TradeSeries(INTERVAL_NS);
  private final StreamPublisher publisher;
  private final Tally filtered = new Tally();
  private final Tally all = new Tally();
  private long next;
  private long accepted;
  private long dropped;
  private volatile double rowsPerSecond;
  private volatile boolean stopping;
  private volatile Offered offered = new Offered(0, 0, 0);

  OpenLoopPublisher(StreamPublisher publisher) {
    this.publisher = publisher;
  }

  @Override
  public void run() {
    while (rowsPerSecond == 0 && !stopping) {
      offerWhatIsTaken();
    }
    long begin = System.nanoTime();
    long first = next;
    long due = first;
    while (!stopping) {
      due = first + (long) ((System.nanoTime() - begin) / NS_PER_SECOND * rowsPerSecond);
      offerUpTo(Math.min(due, next + CHUNK));
      offered = new Offered(Math.max(due, next), accepted, dropped);
      if (next >= due) {
        LockSupport.parkNanos(NAP_NS);
      }
    }
    publisher.flush();
    publisher.close();
    offered = new Offered(Math.max(due, next), accepted, dropped);
  }

  private void offerWhatIsTaken() {
    long droppedBefore = dropped;
    for (int i = 0; i < CHUNK && dropped == droppedBefore; i++) {
      offerUpTo(next + 1);
    }
    if (dropped > droppedBefore) {
      LockSupport.parkNanos(NAP_NS);
    }
    offered = new Offered(next, accepted, dropped);
  }

  private void offerUpTo(long end) {
    for (; next < end; next++) {
      long time = trades.eventTimeNs(next);
      boolean late = next % LATE_EACH == 0 && time > LATE_BY_NS;
      int result = trades.publish(next, late ? time - LATE_BY_NS : time, publisher);
      if (PublishResult.isAccepted(result)) {
        accept();
      } else {
        dropped++;
      }
    }
  }

  private void accept() {
    accepted++;
    int symbol = trades.symbol(next);
    long quantity = trades.quantity(next);
    all.add(symbol, 1, quantity);
    if (StandingQuery.FILTER.counts(trades.price(next))) {
      filtered.add(symbol, 1, quantity);
    }
  }

  /** From now on offers that many, whatever the engine takes. */
  void overload(double rate) {
    rowsPerSecond = rate;
  }

  /** Publishes what waits, and ends. */
  void stop() {
    stopping = true;
  }

  /** Figures so far. */
  Offered offered() {
    return offered;
  }

  /** What the answer of a query must count; once its thread has ended. */
  Tally expected(StandingQuery query) {
    return query == StandingQuery.FILTER ? filtered : all;
  }

  /**
   * Rows of one stream.
   *
   * @param offered rows that were due
   * @param accepted rows that got in
   * @param dropped rows that the stream dropped
   */
  record Offered(long offered, long accepted, long dropped) {
    /** Rows that are due and that the publisher has kept for itself, as it had to wait. */
    long kept() {
      return offered - accepted - dropped;
    }
  }
}

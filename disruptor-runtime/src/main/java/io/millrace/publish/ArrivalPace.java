package io.millrace.publish;

import io.millrace.time.MillraceClock;

/**
 * Tells rows that come alone from rows that come fast. A row that comes long after the one before
 * should not wait for the next, as it may be as long until that comes. One thread; reads no clock
 * while many rows go out together.
 */
final class ArrivalPace {
  /** Fewer than a million rows a second come alone. */
  private static final long ALONE_NS = 1_000;

  /** While more rows than these go out together, rows come fast. */
  private static final int FEW_ROWS = 4;

  private final MillraceClock clock;
  private int rowsBefore;
  private long firstNs;

  ArrivalPace(MillraceClock clock) {
    this.clock = clock;
  }

  /** Whether a row that nothing waits before comes alone; to be asked once for each such row. */
  boolean isAlone() {
    if (rowsBefore > FEW_ROWS) {
      return false;
    }
    long before = firstNs;
    firstNs = clock.nowNs();
    return firstNs - before > ALONE_NS;
  }

  /** Told how many rows go out together. */
  void send(int rows) {
    rowsBefore = rows;
  }
}

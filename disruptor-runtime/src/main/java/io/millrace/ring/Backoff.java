package io.millrace.ring;

import java.util.concurrent.locks.LockSupport;

/** Waits a little longer each time: spins, then parks for up to a millisecond. */
final class Backoff {
  private static final int SPINS = 100;
  private static final long SHORTEST_PARK_NS = 10_000;
  private static final long LONGEST_PARK_NS = 1_000_000;

  private int turns;
  private long parkNs = SHORTEST_PARK_NS;

  void reset() {
    turns = 0;
    parkNs = SHORTEST_PARK_NS;
  }

  void pause() {
    turns++;
    if (turns < SPINS) {
      Thread.onSpinWait();
    } else {
      LockSupport.parkNanos(parkNs);
      parkNs = Math.min(2 * parkNs, LONGEST_PARK_NS);
    }
  }
}

package io.millrace.ring;

import org.agrona.concurrent.BackoffIdleStrategy;

/** How threads wait for each other outside the ring: spin, yield, then park ever longer. */
final class Idling {
  private static final long SPINS = 100;
  private static final long YIELDS = 10;
  private static final long SHORTEST_PARK_NS = 10_000;
  private static final long LONGEST_PARK_NS = 100_000;

  private Idling() {}

  static BackoffIdleStrategy newStrategy() {
    return new BackoffIdleStrategy(SPINS, YIELDS, SHORTEST_PARK_NS, LONGEST_PARK_NS);
  }
}

package io.millrace.perf.bench;

import java.io.Serializable;

/**
 * What one contender took for a case.
 *
 * @param contender its name
 * @param nsOfRounds nanoseconds of a pass, on average over each round; empty if it refused
 * @param refusal why it did not run, or null
 */
record Timing(String contender, double[] nsOfRounds, String refusal) implements Serializable {
  boolean ran() {
    return nsOfRounds.length > 0;
  }

  /** Median of the rounds. */
  double medianNs() {
    return Median.of(nsOfRounds);
  }

  /** A round, or the median if there are more than {@code rounds}. */
  double ns(int round, int rounds) {
    return nsOfRounds.length > rounds ? medianNs() : nsOfRounds[round];
  }
}

package io.millrace.perf.bench;

import java.io.Serializable;
import java.util.Arrays;

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
    return median(nsOfRounds);
  }

  /** A round, or the median if there are more than {@code rounds}. */
  double ns(int round, int rounds) {
    return nsOfRounds.length > rounds ? medianNs() : nsOfRounds[round];
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}

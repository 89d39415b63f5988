package io.millrace.perf.bench;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A ratio beside its target.
 *
 * @param measure what was compared, such as {@code S0: engine / hand-written loop}
 * @param ratio median of the rounds
 * @param least smallest ratio of a round
 * @param greatest greatest ratio of a round
 * @param bound which side of the target is good
 * @param target the ratio to reach; NaN if there is none, and the line is only reported
 */
public record RatioLine(
    String measure, double ratio, double least, double greatest, Bound bound, double target)
    implements Serializable {
  /** Which side of a target is good. */
  public enum Bound {
    /** The target or more is good. */
    AT_LEAST,
    /** The target or less is good. */
    AT_MOST
  }

  /**
   * A line over several rounds.
   *
   * @param ratios of the rounds, in any order; at least one
   * @param target NaN if there is none
   */
  public static RatioLine of(String measure, double[] ratios, Bound bound, double target) {
    double[] sorted = ratios.clone();
    Arrays.sort(sorted);
    double median = Median.of(sorted);
    return new RatioLine(measure, median, sorted[0], sorted[sorted.length - 1], bound, target);
  }

  /** Whether there is a target. */
  public boolean hasTarget() {
    return !Double.isNaN(target);
  }

  /** Whether the median reaches the target; true if there is none. */
  public boolean met() {
    return !hasTarget() || (bound == Bound.AT_LEAST ? ratio >= target : ratio <= target);
  }
}

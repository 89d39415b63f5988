package io.millrace.perf.pair;

import java.util.Arrays;

/**
 * Median and spread of some figures.
 *
 * @param median the middle one, or the mean of the two in the middle
 * @param least the smallest
 * @param greatest the greatest
 */
record Ratios(double median, double least, double greatest) {
  /**
   * Of figures in any order.
   *
   * @throws IllegalArgumentException if there are none
   */
  static Ratios of(double... figures) {
    if (figures.length == 0) {
      throw new IllegalArgumentException("no figures; measure at least one round");
    }
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    return new Ratios(median, sorted[0], sorted[sorted.length - 1]);
  }

  /** Whether all figures lie on the same side of 1, so that a difference is more than noise. */
  boolean isClear() {
    return least > 1 || greatest < 1;
  }
}

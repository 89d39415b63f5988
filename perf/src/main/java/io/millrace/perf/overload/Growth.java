package io.millrace.perf.overload;

import java.util.Arrays;
import java.util.List;

/**
 * How a value has changed: the median of the samples in the second fifth of the run, when what is
 * bounded by design is full, and that of the last fifth.
 *
 * @param gauge what
 * @param before median of the second fifth
 * @param after median of the last fifth
 */
record Growth(Gauge gauge, long before, long after) {
  private static final int PARTS = 5;

  /** Of samples, in order; null if a fifth has none of this value. */
  static Growth of(Gauge gauge, List<Sample> samples) {
    double end = samples.get(samples.size() - 1).seconds();
    long[] before = values(gauge, samples, end / PARTS, end * 2 / PARTS);
    long[] after = values(gauge, samples, end * (PARTS - 1) / PARTS, end);
    return before.length == 0 || after.length == 0
        ? null
        : new Growth(gauge, median(before), median(after));
  }

  private static long[] values(Gauge gauge, List<Sample> samples, double from, double to) {
    return samples.stream()
        .filter(sample -> sample.seconds() >= from && sample.seconds() <= to)
        .filter(sample -> sample.values().containsKey(gauge))
        .mapToLong(sample -> sample.values().get(gauge))
        .toArray();
  }

  private static long median(long[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  /** Whether it is within its limit. */
  boolean holds() {
    return after <= gauge.limit(before);
  }
}

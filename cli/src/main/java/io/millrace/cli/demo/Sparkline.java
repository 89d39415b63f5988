package io.millrace.cli.demo;

/** A row of numbers as a row of small bars. */
final class Sparkline {
  private static final String BARS = "▁▂▃▄▅▆▇█";

  private Sparkline() {}

  /** One bar for each value, the smallest lowest; empty for no values. */
  static String of(double[] values) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    StringBuilder bars = new StringBuilder(values.length);
    double span = most - least;
    for (double value : values) {
      int level = span == 0 ? 0 : (int) Math.round((value - least) / span * (BARS.length() - 1));
      bars.append(BARS.charAt(level));
    }
    return bars.toString();
  }

  /** The values in {@code most} steps at most, each the mean of its neighbours. */
  static double[] shorten(double[] values, int most) {
    int count = Math.min(values.length, most);
    double[] steps = new double[count];
    for (int i = 0; i < count; i++) {
      int from = (int) ((long) i * values.length / count);
      int to = (int) ((long) (i + 1) * values.length / count);
      double sum = 0;
      for (int j = from; j < to; j++) {
        sum += values[j];
      }
      steps[i] = sum / (to - from);
    }
    return steps;
  }
}

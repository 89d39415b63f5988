package io.millrace.cli.output;

import java.util.Locale;

/** Numbers for people: counts, rates, times. */
public final class Figures {
  private static final double NS_PER_SECOND = 1e9;

  private Figures() {}

  /** A count with its unit, such as {@code 1 row} or {@code 1,500,000 rows}. */
  public static String count(long count, String unit) {
    return String.format(Locale.ROOT, "%,d %s%s", count, unit, count == 1 ? "" : "s");
  }

  /** Rows per second, such as {@code 1.25 M rows/s}. */
  public static String rate(long rows, long ns) {
    double rate = rows / (Math.max(1, ns) / NS_PER_SECOND);
    if (rate >= 1e6) {
      return String.format(
          Locale.ROOT, rate >= 1e8 ? "%.0f M rows/s" : "%.2f M rows/s", rate / 1e6);
    }
    if (rate >= 1e4) {
      return String.format(Locale.ROOT, "%.0f K rows/s", rate / 1e3);
    }
    return String.format(Locale.ROOT, "%.0f rows/s", rate);
  }

  /** A time, such as {@code 12.3 ms} or {@code 1.25 s}. */
  public static String time(long ns) {
    return ns < 1_000_000_000L
        ? String.format(Locale.ROOT, "%.1f ms", ns / 1e6)
        : String.format(Locale.ROOT, "%.2f s", ns / NS_PER_SECOND);
  }
}

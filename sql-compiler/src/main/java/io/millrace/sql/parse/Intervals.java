package io.millrace.sql.parse;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;

/** Interval literals such as {@code INTERVAL '1 02:03:04.5' DAY TO SECOND} as nanoseconds. */
public final class Intervals {
  private static final List<TimeUnit> UNITS =
      List.of(TimeUnit.DAY, TimeUnit.HOUR, TimeUnit.MINUTE, TimeUnit.SECOND);
  private static final long[] NANOS = {
    86_400_000_000_000L, 3_600_000_000_000L, 60_000_000_000L, 1_000_000_000L
  };
  private static final long[] BELOW = {Long.MAX_VALUE, 24, 60, 60};
  private static final int DAYS_OF_WEEK = 7;

  private Intervals() {}

  /**
   * The length of an interval of weeks, days, hours, minutes and seconds.
   *
   * @throws io.millrace.query.SqlException if it is of years or months, malformed, or longer than a
   *     long of nanoseconds
   */
  public static long toNanos(SqlIntervalLiteral literal) {
    SqlIntervalLiteral.IntervalValue value =
        literal.getValueAs(SqlIntervalLiteral.IntervalValue.class);
    SqlIntervalQualifier qualifier = value.getIntervalQualifier();
    try {
      long nanos = Math.multiplyExact(magnitude(literal, value), (long) value.getSign());
      return qualifier.getStartUnit() == TimeUnit.WEEK
          ? Math.multiplyExact(nanos, DAYS_OF_WEEK)
          : nanos;
    } catch (ArithmeticException | NumberFormatException e) {
      throw Positions.refuse(
          literal, "interval is too long: interval=" + literal + "; it must be below 292 years");
    }
  }

  private static long magnitude(
      SqlIntervalLiteral literal, SqlIntervalLiteral.IntervalValue value) {
    SqlIntervalQualifier qualifier = value.getIntervalQualifier();
    TimeUnit start =
        qualifier.getStartUnit() == TimeUnit.WEEK ? TimeUnit.DAY : qualifier.getStartUnit();
    TimeUnit end = qualifier.getEndUnit() == null ? start : qualifier.getEndUnit();
    int first = UNITS.indexOf(start);
    int last = UNITS.indexOf(end);
    if (first < 0 || last < 0) {
      throw Positions.refuse(
          literal,
          "length of interval is not fixed: interval="
              + literal
              + "; use WEEK, DAY, HOUR, MINUTE or SECOND");
    }
    Matcher matcher = pattern(first, last).matcher(value.getIntervalLiteral());
    if (!matcher.matches()) {
      throw malformed(literal);
    }
    long sum = 0;
    for (int unit = first; unit <= last; unit++) {
      long count = Long.parseLong(matcher.group(unit - first + 2));
      if (unit > first && count >= BELOW[unit]) {
        throw malformed(literal);
      }
      sum = Math.addExact(sum, Math.multiplyExact(count, NANOS[unit]));
    }
    sum = Math.addExact(sum, fraction(end == TimeUnit.SECOND ? matcher.group("fraction") : null));
    return "-".equals(matcher.group(1)) ? -sum : sum;
  }

  private static Pattern pattern(int first, int last) {
    StringBuilder regex = new StringBuilder("\\s*([+-]?)\\s*(\\d+)");
    for (int unit = first + 1; unit <= last; unit++) {
      regex.append(unit == 1 ? "\\s+" : ":").append("(\\d+)");
    }
    if (last == UNITS.size() - 1) {
      regex.append("(?:\\.(?<fraction>\\d{0,9}))?");
    }
    return Pattern.compile(regex.append("\\s*").toString());
  }

  private static long fraction(String digits) {
    if (digits == null || digits.isEmpty()) {
      return 0;
    }
    return Long.parseLong((digits + "00000000").substring(0, 9));
  }

  private static RuntimeException malformed(SqlIntervalLiteral literal) {
    return Positions.refuse(
        literal,
        "malformed interval: interval="
            + literal
            + "; write INTERVAL '90' SECOND or INTERVAL '1 02:03:04.5' DAY TO SECOND");
  }
}

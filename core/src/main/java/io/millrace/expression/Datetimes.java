package io.millrace.expression;

import static io.millrace.expression.Calendar.NS_PER_DAY;

import java.time.Instant;

/**
 * Arithmetic on DATE (days), TIME (nanoseconds of the day), TIMESTAMP (nanoseconds since the epoch)
 * and intervals (nanoseconds, or months). What leaves the range of the type is an {@link
 * ArithmeticException}.
 */
public final class Datetimes {
  private static final long NS_PER_SECOND = 1_000_000_000L;
  private static final long MAX_MONTHS = 12L * 6_000_000L;

  private Datetimes() {}

  /** The date of a timestamp. */
  public static int date(long timestamp) {
    return (int) Math.floorDiv(timestamp, NS_PER_DAY);
  }

  /** The time of day of a timestamp. */
  public static long time(long timestamp) {
    return Math.floorMod(timestamp, NS_PER_DAY);
  }

  /** Midnight of a date. */
  public static long timestamp(long date) {
    long timestamp = date * NS_PER_DAY;
    if (Math.multiplyHigh(date, NS_PER_DAY) != timestamp >> 63) {
      throw new ArithmeticException("TIMESTAMP overflow: days since 1970-01-01=" + date);
    }
    return timestamp;
  }

  /** The timestamp that many nanoseconds later. */
  public static long add(long timestamp, long intervalNs) {
    long sum = timestamp + intervalNs;
    if (((timestamp ^ sum) & (intervalNs ^ sum)) < 0) {
      throw overflow(timestamp, " + ", intervalNs);
    }
    return sum;
  }

  /** The timestamp that many nanoseconds earlier. */
  public static long subtract(long timestamp, long intervalNs) {
    long difference = timestamp - intervalNs;
    if (((timestamp ^ intervalNs) & (timestamp ^ difference)) < 0) {
      throw overflow(timestamp, " - ", intervalNs);
    }
    return difference;
  }

  /** The nanoseconds from one timestamp to a later one. */
  public static long between(long later, long earlier) {
    long difference = later - earlier;
    if (((later ^ earlier) & (later ^ difference)) < 0) {
      throw new ArithmeticException("INTERVAL overflow: " + text(later) + " - " + text(earlier));
    }
    return difference;
  }

  /** The nanoseconds from one date to a later one. */
  public static long daysBetween(int later, int earlier) {
    return Arithmetic.multiply((long) later - earlier, NS_PER_DAY);
  }

  /** The date an interval later; a rest of less than a day is dropped, backwards if negative. */
  public static int addToDate(int date, long intervalNs) {
    return checkedDate(date + Math.floorDiv(intervalNs, NS_PER_DAY));
  }

  /** The date an interval earlier; see {@link #addToDate}. */
  public static int subtractFromDate(int date, long intervalNs) {
    return checkedDate(date + Math.floorDiv(-intervalNs, NS_PER_DAY));
  }

  /** The time of day an interval later; it starts again at midnight. */
  public static long addToTime(long time, long intervalNs) {
    return Math.floorMod(time + intervalNs % NS_PER_DAY, NS_PER_DAY);
  }

  /** The time of day an interval earlier. */
  public static long subtractFromTime(long time, long intervalNs) {
    return Math.floorMod(time - intervalNs % NS_PER_DAY, NS_PER_DAY);
  }

  /** The date that many months later, on the last day of its month where the month is too short. */
  public static int addMonthsToDate(int date, long months) {
    return checkedDate(Calendar.addMonths(date, checkedMonths(months)));
  }

  /** The timestamp that many months later; see {@link #addMonthsToDate}. */
  public static long addMonths(long timestamp, long months) {
    long day = Calendar.addMonths(date(timestamp), checkedMonths(months));
    return add(timestamp(day), time(timestamp));
  }

  /**
   * Whole months from one timestamp to a later one: the most that can be added to the earlier one
   * so that it does not pass the later one. The other way round it is the same number, negative.
   */
  public static long monthsBetween(long later, long earlier) {
    return later < earlier ? -wholeMonths(earlier, later) : wholeMonths(later, earlier);
  }

  private static long wholeMonths(long later, long earlier) {
    long laterDate = date(later);
    long earlierDate = date(earlier);
    long months =
        12 * (Calendar.year(laterDate) - Calendar.year(earlierDate))
            + Calendar.month(laterDate)
            - Calendar.month(earlierDate);
    long sameDay = Calendar.addMonths(earlierDate, months);
    boolean passes = sameDay == laterDate ? time(earlier) > time(later) : sameDay > laterDate;
    return passes ? months - 1 : months;
  }

  /** Negative, zero or positive as the midnight of a date is before, at or after a timestamp. */
  public static int compare(int date, long timestamp) {
    int order = Integer.compare(date, date(timestamp));
    return order == 0 && time(timestamp) > 0 ? -1 : order;
  }

  /** The timestamp or time without what is smaller than a unit; also before the epoch. */
  public static long floor(long value, long unitNs) {
    long floor = value - Math.floorMod(value, unitNs);
    if (floor > value) {
      throw new ArithmeticException("TIMESTAMP overflow: floor of " + text(value));
    }
    return floor;
  }

  /** The timestamp or time, or the next that is a multiple of a unit. */
  public static long ceil(long value, long unitNs) {
    long rest = Math.floorMod(value, unitNs);
    return rest == 0 ? value : add(value - rest, unitNs);
  }

  /** The first of the month, quarter, year or the like that a date lies in. */
  public static int floorDateToMonths(int date, int months) {
    return checkedDate(Calendar.floorToMonths(date, months));
  }

  /** The date, or the next first of the month, quarter, year or the like. */
  public static int ceilDateToMonths(int date, int months) {
    long first = Calendar.floorToMonths(date, months);
    return first == date ? date : checkedDate(Calendar.addMonths(first, months));
  }

  /** The Monday on or before a date. */
  public static int floorDateToWeek(int date) {
    return checkedDate(Calendar.floorToWeek(date));
  }

  /** The Monday on or after a date. */
  public static int ceilDateToWeek(int date) {
    return checkedDate(Calendar.floorToWeek(date + 6L));
  }

  /** The first of the month, quarter, year or the like that a timestamp lies in. */
  public static long floorToMonths(long timestamp, int months) {
    return timestamp(Calendar.floorToMonths(date(timestamp), months));
  }

  /** The timestamp, or the next first of the month, quarter, year or the like. */
  public static long ceilToMonths(long timestamp, int months) {
    long day = date(timestamp);
    long first = Calendar.floorToMonths(day, months);
    boolean isFirst = first == day && time(timestamp) == 0;
    return isFirst ? timestamp : timestamp(Calendar.addMonths(first, months));
  }

  /** The midnight of the Monday on or before a timestamp. */
  public static long floorToWeek(long timestamp) {
    return timestamp(Calendar.floorToWeek(date(timestamp)));
  }

  /** The timestamp, or the next midnight of a Monday. */
  public static long ceilToWeek(long timestamp) {
    long day = date(timestamp);
    long monday = Calendar.floorToWeek(day);
    boolean isMonday = monday == day && time(timestamp) == 0;
    return isMonday ? timestamp : timestamp(monday + 7);
  }

  private static int checkedDate(long days) {
    if ((int) days != days) {
      throw new ArithmeticException("DATE overflow: days since 1970-01-01=" + days);
    }
    return (int) days;
  }

  private static long checkedMonths(long months) {
    if (Math.abs(months) > MAX_MONTHS || months == Long.MIN_VALUE) {
      throw new ArithmeticException("DATE overflow: months=" + months);
    }
    return months;
  }

  private static ArithmeticException overflow(long timestamp, String operator, long intervalNs) {
    return new ArithmeticException(
        "TIMESTAMP overflow: " + text(timestamp) + operator + intervalNs + " ns");
  }

  private static String text(long timestamp) {
    return Instant.ofEpochSecond(
            Math.floorDiv(timestamp, NS_PER_SECOND), Math.floorMod(timestamp, NS_PER_SECOND))
        .toString()
        .replace("Z", "");
  }
}

package io.millrace.expression;

import io.millrace.type.CivilDate;

/**
 * The Gregorian calendar without a start, for dates as days since 1970-01-01. A month lasts from
 * its first day; years before 1 are 0, -1 and so on.
 */
public final class Calendar {
  /** Nanoseconds of a day; no day has another length. */
  public static final long NS_PER_DAY = 86_400_000_000_000L;

  private static final int MONTHS_PER_YEAR = 12;
  private static final int DAYS_PER_WEEK = 7;
  private static final int THURSDAY = 4;

  private Calendar() {}

  /** The year of a date. */
  public static long year(long date) {
    return CivilDate.year(CivilDate.ofEpochDay(date));
  }

  /** The month of a date, 1 to 12. */
  public static long month(long date) {
    return CivilDate.month(CivilDate.ofEpochDay(date));
  }

  /** The day of the month of a date, 1 to 31. */
  public static long day(long date) {
    return CivilDate.day(CivilDate.ofEpochDay(date));
  }

  /** The quarter of a date, 1 to 4. */
  public static long quarter(long date) {
    return (month(date) + 2) / 3;
  }

  /** The day of the year of a date, from 1. */
  public static long dayOfYear(long date) {
    return date - CivilDate.toEpochDay(year(date), 1, 1) + 1;
  }

  /** The day of the week of a date, from 1 (Sunday) to 7. */
  public static long dayOfWeek(long date) {
    return Math.floorMod(date + THURSDAY, (long) DAYS_PER_WEEK) + 1;
  }

  /** The day of the week of a date, from 1 (Monday) to 7, as ISO 8601 has it. */
  public static long isoDayOfWeek(long date) {
    return Math.floorMod(date + THURSDAY - 1, (long) DAYS_PER_WEEK) + 1;
  }

  /** The week of the year of a date, 1 to 53, as ISO 8601 has it. */
  public static long week(long date) {
    return (dayOfYear(thursday(date)) - 1) / DAYS_PER_WEEK + 1;
  }

  /** The year that the ISO 8601 week of a date belongs to. */
  public static long isoYear(long date) {
    return year(thursday(date));
  }

  private static long thursday(long date) {
    return date - isoDayOfWeek(date) + THURSDAY;
  }

  /** The year divided by ten, towards minus infinity. */
  public static long decade(long date) {
    return Math.floorDiv(year(date), 10L);
  }

  /** The century: 2000 lies in the 20th, 2001 in the 21st; there is none with the number 0. */
  public static long century(long date) {
    return group(year(date), 100);
  }

  /**
   * The millennium: 2000 lies in the second, 2001 in the third; there is none with the number 0.
   */
  public static long millennium(long date) {
    return group(year(date), 1000);
  }

  private static long group(long year, int years) {
    return year > 0 ? (year + years - 1) / years : -((-year) / years) - 1;
  }

  /** The date {@code months} later, on the last day of its month where the month is too short. */
  public static long addMonths(long date, long months) {
    long civil = CivilDate.ofEpochDay(date);
    long target = monthIndex(civil) + months;
    long year = Math.floorDiv(target, (long) MONTHS_PER_YEAR);
    int month = (int) (target - year * MONTHS_PER_YEAR) + 1;
    int day = Math.min(CivilDate.day(civil), CivilDate.daysInMonth(year, month));
    return CivilDate.toEpochDay(year, month, day);
  }

  /** Months since January of year 0. */
  private static long monthIndex(long civil) {
    return CivilDate.year(civil) * MONTHS_PER_YEAR + CivilDate.month(civil) - 1;
  }

  /**
   * The first day of the span of {@code months} months, counted from year 0, that a date lies in.
   */
  public static long floorToMonths(long date, int months) {
    long index = monthIndex(CivilDate.ofEpochDay(date));
    long first = index - Math.floorMod(index, (long) months);
    long year = Math.floorDiv(first, (long) MONTHS_PER_YEAR);
    return CivilDate.toEpochDay(year, (int) (first - year * MONTHS_PER_YEAR) + 1, 1);
  }

  /** The Monday on or before a date. */
  public static long floorToWeek(long date) {
    return date - isoDayOfWeek(date) + 1;
  }
}

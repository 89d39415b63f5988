package io.millrace.expression;

/**
 * The Gregorian calendar without a start, for dates as days since 1970-01-01. A month lasts from
 * its first day; years before 1 are 0, -1 and so on.
 */
public final class Calendar {
  /** Nanoseconds of a day; no day has another length. */
  public static final long NS_PER_DAY = 86_400_000_000_000L;

  private static final int MONTHS_PER_YEAR = 12;
  private static final int DAYS_PER_WEEK = 7;
  private static final int DAYS_PER_ERA = 146_097;
  private static final int YEARS_PER_ERA = 400;
  private static final int DAYS_FROM_YEAR_0_MARCH = 719_468;
  private static final int THURSDAY = 4;

  private Calendar() {}

  /**
   * Year, month and day in one: {@code year * 512 + month * 32 + day}. Counts years from March, so
   * that the leap day is the last.
   */
  private static long yearMonthDay(long date) {
    long shifted = date + DAYS_FROM_YEAR_0_MARCH;
    long era = Math.floorDiv(shifted, (long) DAYS_PER_ERA);
    int dayOfEra = (int) (shifted - era * DAYS_PER_ERA);
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    long year = yearOfEra + era * YEARS_PER_ERA + (month <= 2 ? 1 : 0);
    return (year << 9) + (month << 5) + day;
  }

  /** The year of a date. */
  public static long year(long date) {
    return yearMonthDay(date) >> 9;
  }

  /** The month of a date, 1 to 12. */
  public static long month(long date) {
    return yearMonthDay(date) >> 5 & 15;
  }

  /** The day of the month of a date, 1 to 31. */
  public static long day(long date) {
    return yearMonthDay(date) & 31;
  }

  /** The quarter of a date, 1 to 4. */
  public static long quarter(long date) {
    return (month(date) + 2) / 3;
  }

  /** The day of the year of a date, from 1. */
  public static long dayOfYear(long date) {
    return date - date(year(date), 1, 1) + 1;
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

  /** Days since 1970-01-01 of a date. */
  public static long date(long year, long month, long day) {
    long fromMarch = month > 2 ? year : year - 1;
    long era = Math.floorDiv(fromMarch, (long) YEARS_PER_ERA);
    long yearOfEra = fromMarch - era * YEARS_PER_ERA;
    long monthFromMarch = month > 2 ? month - 3 : month + 9;
    long dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1;
    long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * DAYS_PER_ERA + dayOfEra - DAYS_FROM_YEAR_0_MARCH;
  }

  /** The date {@code months} later, on the last day of its month where the month is too short. */
  public static long addMonths(long date, long months) {
    long packed = yearMonthDay(date);
    long target = (packed >> 9) * MONTHS_PER_YEAR + (packed >> 5 & 15) - 1 + months;
    long year = Math.floorDiv(target, (long) MONTHS_PER_YEAR);
    long month = target - year * MONTHS_PER_YEAR + 1;
    return date(year, month, Math.min(packed & 31, daysOfMonth(year, month)));
  }

  private static long daysOfMonth(long year, long month) {
    if (month == 2) {
      boolean isLeap = (year & 3) == 0 && (year % 100 != 0 || year % YEARS_PER_ERA == 0);
      return isLeap ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  /**
   * The first day of the span of {@code months} months, counted from year 0, that a date lies in.
   */
  public static long floorToMonths(long date, int months) {
    long packed = yearMonthDay(date);
    long index = (packed >> 9) * MONTHS_PER_YEAR + (packed >> 5 & 15) - 1;
    long first = index - Math.floorMod(index, (long) months);
    long year = Math.floorDiv(first, (long) MONTHS_PER_YEAR);
    return date(year, first - year * MONTHS_PER_YEAR + 1, 1);
  }

  /** The Monday on or before a date. */
  public static long floorToWeek(long date) {
    return date - isoDayOfWeek(date) + 1;
  }
}

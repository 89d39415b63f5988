package io.millrace.type;

/**
 * Dates of the proleptic Gregorian calendar as days since 1970-01-01. Years are counted from March
 * 1st, so that the leap day is a year's last one, in cycles of 400 years. Free to use from any
 * thread.
 */
public final class CivilDate {
  private static final int CYCLE_DAYS = 146_097;
  private static final int CYCLE_YEARS = 400;
  private static final int MONTHS = 12;

  /** Days from 0000-03-01 to 1970-01-01. */
  private static final int EPOCH_SHIFT = 719_468;

  private static final int MONTH_BITS = 4;
  private static final int DAY_BITS = 5;

  private CivilDate() {}

  static boolean isValid(int month, int day, long year) {
    return month >= 1 && month <= MONTHS && day >= 1 && day <= daysInMonth(year, month);
  }

  /** Number of days of a month, 1 to 12. */
  public static int daysInMonth(long year, int month) {
    if (month == 2) {
      return (year & 3) == 0 && (year % 100 != 0 || year % CYCLE_YEARS == 0) ? 29 : 28;
    }
    // 31 and 30 days alternate, and do so again from August on.
    return 30 + ((month + (month >> 3)) & 1);
  }

  /** Days since 1970-01-01 of a valid date. */
  public static long toEpochDay(long year, int month, int day) {
    int monthFromMarch = month > 2 ? month - 3 : month + 9;
    long yearFromMarch = month > 2 ? year : year - 1;
    long cycle = Math.floorDiv(yearFromMarch, CYCLE_YEARS);
    int yearOfCycle = (int) (yearFromMarch - cycle * CYCLE_YEARS);
    // Five months from March on always have 153 days.
    int dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1;
    int dayOfCycle = yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear;
    return cycle * CYCLE_DAYS + dayOfCycle - EPOCH_SHIFT;
  }

  /** Year, month and day in one number, to be taken apart by the other methods. */
  public static long ofEpochDay(long epochDay) {
    long days = epochDay + EPOCH_SHIFT;
    long cycle = Math.floorDiv(days, CYCLE_DAYS);
    int dayOfCycle = (int) (days - cycle * CYCLE_DAYS);
    int yearOfCycle =
        (dayOfCycle - dayOfCycle / 1_460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365;
    int dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    long year = cycle * CYCLE_YEARS + yearOfCycle + (month <= 2 ? 1 : 0);
    return (year << MONTH_BITS | month) << DAY_BITS | day;
  }

  /** The year of {@link #ofEpochDay}. */
  public static long year(long date) {
    return date >> MONTH_BITS + DAY_BITS;
  }

  /** The month of {@link #ofEpochDay}, 1 to 12. */
  public static int month(long date) {
    return (int) (date >> DAY_BITS) & 15;
  }

  /** The day of the month of {@link #ofEpochDay}, 1 to 31. */
  public static int day(long date) {
    return (int) date & 31;
  }
}

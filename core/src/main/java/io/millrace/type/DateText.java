package io.millrace.type;

/**
 * DATE as text, ISO 8601: {@code 2024-01-31}, read with blanks around. A year before 0 or after
 * 9999 has a sign. Free to use from any thread.
 */
public final class DateText {
  /** Stands for text that is no date. */
  static final long MALFORMED = Long.MIN_VALUE;

  private static final int YEAR_DIGITS = 4;
  private static final int MOST_YEAR_DIGITS = 7;
  private static final int MONTH_AND_DAY_BYTES = 6;

  private DateText() {}

  /**
   * Reads days since 1970-01-01 from {@code from} up to, not including, {@code to}.
   *
   * @throws ValueFormatException if they are not a DATE, or the day does not exist
   */
  public static int parse(byte[] source, int from, int to) {
    int start = Ascii.skipBlanks(source, from, to);
    long day = parseExact(source, start, Ascii.dropBlanks(source, start, to));
    if (day != (int) day) {
      throw ValueFormatException.of(
          "not a DATE", source, from, to, "expected an existing day such as 2024-01-31");
    }
    return (int) day;
  }

  /** Days since 1970-01-01, or {@link #MALFORMED}; blanks are not allowed. */
  static long parseExact(byte[] source, int from, int to) {
    boolean signed = from < to && (source[from] == '-' || source[from] == '+');
    int yearAt = signed ? from + 1 : from;
    int monthAt = to - MONTH_AND_DAY_BYTES;
    int yearDigits = monthAt - yearAt;
    if (yearDigits < YEAR_DIGITS || yearDigits > (signed ? MOST_YEAR_DIGITS : YEAR_DIGITS)) {
      return MALFORMED;
    }
    int year = Ascii.digits(source, yearAt, yearDigits);
    int month = Ascii.digits(source, monthAt + 1, 2);
    int day = Ascii.digits(source, monthAt + 4, 2);
    if (year < 0 || source[monthAt] != '-' || source[monthAt + 3] != '-') {
      return MALFORMED;
    }
    if (source[from] == '-') {
      year = -year;
    }
    return CivilDate.isValid(month, day, year) ? CivilDate.toEpochDay(year, month, day) : MALFORMED;
  }

  /** Appends a day, given as days since 1970-01-01. */
  public static void append(TextBuffer out, long epochDay) {
    long date = CivilDate.ofEpochDay(epochDay);
    long year = CivilDate.year(date);
    if (year < 0) {
      out.append('-');
    } else if (year > 9999) {
      out.append('+');
    }
    long magnitude = Math.abs(year);
    IntegerText.appendDigits(
        out, magnitude, Math.max(YEAR_DIGITS, IntegerText.digitCount(magnitude)));
    out.append('-');
    IntegerText.appendDigits(out, CivilDate.month(date), 2);
    out.append('-');
    IntegerText.appendDigits(out, CivilDate.day(date), 2);
  }

  /** A day, given as days since 1970-01-01. Allocates. */
  public static String toString(long epochDay) {
    TextBuffer out = new TextBuffer();
    append(out, epochDay);
    return out.toString();
  }
}

package io.millrace.type;

/**
 * INTERVAL as text. Days to seconds: {@code -1 02:03:04.5}, read without days, seconds or fraction
 * too; written with 0, 3, 6 or 9 fraction digits as needed. Years to months: {@code 2-11}. Free to
 * use from any thread.
 */
public final class IntervalText {
  private static final int MONTHS_PER_YEAR = 12;
  private static final int MOST_DIGITS = 9;
  private static final long NS_PER_DAY = TimeText.SECONDS_PER_DAY * TimeText.NS_PER_SECOND;

  private IntervalText() {}

  /**
   * Reads nanoseconds from {@code from} up to, not including, {@code to}.
   *
   * @throws ValueFormatException if they are not an INTERVAL DAY TO SECOND, or do not fit a long
   */
  public static long parseDayToSecond(byte[] source, int from, int to) {
    int start = Ascii.skipBlanks(source, from, to);
    int end = Ascii.dropBlanks(source, start, to);
    int first = NumberSyntax.digitsStart(source, start, end);
    int daysEnd = digitsEnd(source, first, end);
    long days = 0;
    int timeAt = first;
    if (daysEnd == end || source[daysEnd] != ':') {
      days = daysEnd - first > MOST_DIGITS ? -1 : Ascii.digits(source, first, daysEnd - first);
      timeAt = Ascii.skipBlanks(source, daysEnd, end);
    }
    long ns =
        daysEnd == first || timeAt == daysEnd
            ? TimeText.MALFORMED
            : TimeText.parseExact(source, timeAt, end, MOST_DIGITS);
    if (days < 0 || ns == TimeText.MALFORMED || days > (Long.MAX_VALUE - ns) / NS_PER_DAY) {
      throw ValueFormatException.of(
          "not an INTERVAL DAY TO SECOND", source, from, to, "expected such as 1 02:03:04.5");
    }
    long total = days * NS_PER_DAY + ns;
    return source[start] == '-' ? -total : total;
  }

  /**
   * Reads months from {@code from} up to, not including, {@code to}.
   *
   * @throws ValueFormatException if they are not an INTERVAL YEAR TO MONTH
   */
  public static long parseYearToMonth(byte[] source, int from, int to) {
    int start = Ascii.skipBlanks(source, from, to);
    int end = Ascii.dropBlanks(source, start, to);
    int first = NumberSyntax.digitsStart(source, start, end);
    int yearsEnd = digitsEnd(source, first, end);
    int monthDigits = end - yearsEnd - 1;
    boolean shaped =
        yearsEnd > first
            && yearsEnd - first <= MOST_DIGITS
            && (monthDigits == 1 || monthDigits == 2)
            && source[yearsEnd] == '-';
    int months = shaped ? Ascii.digits(source, yearsEnd + 1, monthDigits) : -1;
    if (months < 0 || months >= MONTHS_PER_YEAR) {
      throw ValueFormatException.of(
          "not an INTERVAL YEAR TO MONTH", source, from, to, "expected such as 2-11");
    }
    long years = Ascii.digits(source, first, yearsEnd - first);
    long total = years * MONTHS_PER_YEAR + months;
    return source[start] == '-' ? -total : total;
  }

  private static int digitsEnd(byte[] source, int from, int to) {
    int at = from;
    while (at < to && Ascii.isDigit(source[at])) {
      at++;
    }
    return at;
  }

  /** Appends nanoseconds as days to seconds. */
  public static void appendDayToSecond(TextBuffer out, long ns) {
    if (ns < 0) {
      out.append('-');
    }
    // The magnitude of the least long is read as unsigned.
    long magnitude = ns < 0 ? -ns : ns;
    long days = Long.divideUnsigned(magnitude, NS_PER_DAY);
    IntegerText.append(out, days);
    out.append(' ');
    TimeText.append(out, magnitude - days * NS_PER_DAY);
  }

  /** Appends months as years and months. */
  public static void appendYearToMonth(TextBuffer out, long months) {
    if (months < 0) {
      out.append('-');
    }
    long magnitude = months < 0 ? -months : months;
    long years = Long.divideUnsigned(magnitude, MONTHS_PER_YEAR);
    IntegerText.append(out, years);
    out.append('-');
    IntegerText.append(out, magnitude - years * MONTHS_PER_YEAR);
  }
}

package io.millrace.type;

/**
 * TIME as text, ISO 8601: {@code 23:59:58.123}, read with blanks around; seconds and fraction may
 * be left out. It is written with 0, 3, 6 or 9 fraction digits as needed. Free to use from any
 * thread.
 */
public final class TimeText {
  /** Stands for text that is no time. */
  static final long MALFORMED = -1;

  static final long NS_PER_SECOND = 1_000_000_000L;
  static final long SECONDS_PER_DAY = 86_400;
  private static final int FRACTION_DIGITS = 9;
  private static final int MINUTES_BYTES = 5;
  private static final int SECONDS_BYTES = 8;

  private TimeText() {}

  /**
   * Reads nanoseconds since midnight from {@code from} up to, not including, {@code to}.
   *
   * @param precision digits of the fraction that are kept, 0 to 9; others are dropped
   * @throws ValueFormatException if they are not a TIME, or out of range
   */
  public static long parse(byte[] source, int from, int to, int precision) {
    int start = Ascii.skipBlanks(source, from, to);
    long ns = parseExact(source, start, Ascii.dropBlanks(source, start, to), precision);
    if (ns == MALFORMED) {
      throw ValueFormatException.of(
          "not a TIME", source, from, to, "expected 00:00:00 to 23:59:59.999999999");
    }
    return ns;
  }

  /** Nanoseconds since midnight, or {@link #MALFORMED}; blanks are not allowed. */
  static long parseExact(byte[] source, int from, int to, int precision) {
    int bytes = to - from;
    if (bytes != MINUTES_BYTES && bytes < SECONDS_BYTES) {
      return MALFORMED;
    }
    int hour = Ascii.digits(source, from, 2);
    int minute = Ascii.digits(source, from + 3, 2);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || source[from + 2] != ':') {
      return MALFORMED;
    }
    long minutes = hour * 60L + minute;
    if (bytes == MINUTES_BYTES) {
      return minutes * 60 * NS_PER_SECOND;
    }
    int second = Ascii.digits(source, from + 6, 2);
    if (second < 0 || second > 59 || source[from + 5] != ':') {
      return MALFORMED;
    }
    long fraction = fraction(source, from + SECONDS_BYTES, to, precision);
    return fraction < 0 ? MALFORMED : (minutes * 60 + second) * NS_PER_SECOND + fraction;
  }

  /** Nanoseconds of a point and digits or of nothing, or {@link #MALFORMED}. */
  static long fraction(byte[] source, int from, int to, int precision) {
    if (from == to) {
      return 0;
    }
    if ((source[from] != '.' && source[from] != ',') || from + 1 == to) {
      return MALFORMED;
    }
    long ns = 0;
    int kept = 0;
    for (int i = from + 1; i < to; i++) {
      if (!Ascii.isDigit(source[i])) {
        return MALFORMED;
      }
      if (kept < precision) {
        ns = ns * 10 + Ascii.digit(source[i]);
        kept++;
      }
    }
    return ns * PowersOfTen.asLong(FRACTION_DIGITS - kept);
  }

  /** Appends a time, given as nanoseconds since midnight. */
  public static void append(TextBuffer out, long ns) {
    appendSeconds(out, (int) (ns / NS_PER_SECOND));
    appendFraction(out, (int) (ns % NS_PER_SECOND));
  }

  /** Appends hours, minutes and seconds of less than a day. */
  static void appendSeconds(TextBuffer out, int seconds) {
    IntegerText.appendDigits(out, seconds / 3600, 2);
    out.append(':');
    IntegerText.appendDigits(out, seconds / 60 % 60, 2);
    out.append(':');
    IntegerText.appendDigits(out, seconds % 60, 2);
  }

  /** Appends nothing, or a point and 3, 6 or 9 digits. */
  static void appendFraction(TextBuffer out, int ns) {
    if (ns != 0) {
      out.append('.');
      if (ns % 1_000 != 0) {
        IntegerText.appendDigits(out, ns, 9);
      } else if (ns % 1_000_000 != 0) {
        IntegerText.appendDigits(out, ns / 1_000, 6);
      } else {
        IntegerText.appendDigits(out, ns / 1_000_000, 3);
      }
    }
  }

  /** A time, given as nanoseconds since midnight. Allocates. */
  public static String toString(long ns) {
    TextBuffer out = new TextBuffer();
    append(out, ns);
    return out.toString();
  }
}

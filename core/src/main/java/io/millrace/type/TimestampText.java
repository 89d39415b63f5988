package io.millrace.type;

/**
 * TIMESTAMP as text, ISO 8601: {@code 2024-01-31T12:00:00.123}. It is read with {@code T} or a
 * blank in the middle, with blanks around, without seconds, fraction or all of the time, and with
 * {@code Z} or an offset, which is taken off so that the value is UTC. It is written with 0, 3, 6
 * or 9 fraction digits as needed and no zone. Free to use from any thread.
 */
public final class TimestampText {
  private static final int NO_OFFSET = Integer.MIN_VALUE;
  private static final int MOST_OFFSET_HOURS = 18;

  private TimestampText() {}

  /**
   * Reads nanoseconds since 1970-01-01T00:00:00 from {@code from} up to, not including, {@code to}.
   *
   * @param precision digits of the fraction that are kept, 0 to 9; others are dropped
   * @throws ValueFormatException if they are not a TIMESTAMP, the day does not exist, or
   *     nanoseconds do not fit a long (before 1677-09-21 or after 2262-04-11)
   */
  public static long parse(byte[] source, int from, int to, int precision) {
    int start = Ascii.skipBlanks(source, from, to);
    int end = Ascii.dropBlanks(source, start, to);
    int dateEnd = dateEnd(source, start, end);
    long day = DateText.parseExact(source, start, dateEnd);
    if (day == DateText.MALFORMED) {
      throw malformed(source, from, to);
    }
    long seconds = day * TimeText.SECONDS_PER_DAY;
    long ns = 0;
    if (dateEnd < end) {
      int zoneAt = zoneStart(source, dateEnd + 1, end);
      int timeEnd = Ascii.dropBlanks(source, dateEnd + 1, zoneAt);
      ns = TimeText.parseExact(source, dateEnd + 1, timeEnd, precision);
      int offset = offsetSeconds(source, zoneAt, end);
      if (ns == TimeText.MALFORMED || offset == NO_OFFSET) {
        throw malformed(source, from, to);
      }
      seconds -= offset;
    }
    long total = total(seconds, ns);
    if (total == Long.MIN_VALUE) {
      throw outOfRange(source, from, to);
    }
    return total;
  }

  /** Nanoseconds since 1970, or {@link Long#MIN_VALUE} if they do not fit. */
  private static long total(long seconds, long ns) {
    long wholeSeconds = seconds + ns / TimeText.NS_PER_SECOND;
    long rest = ns % TimeText.NS_PER_SECOND;
    if (wholeSeconds < 0 && rest > 0) {
      // So that the sum of both does not leave the range before it comes back.
      wholeSeconds++;
      rest -= TimeText.NS_PER_SECOND;
    }
    long total = wholeSeconds * TimeText.NS_PER_SECOND;
    long sum = total + rest;
    boolean lost =
        Math.multiplyHigh(wholeSeconds, TimeText.NS_PER_SECOND) != total >> 63
            || ((total ^ sum) & (rest ^ sum)) < 0;
    return lost ? Long.MIN_VALUE : sum;
  }

  static ValueFormatException outOfRange(byte[] source, int from, int to) {
    return ValueFormatException.of(
        "TIMESTAMP out of range",
        source,
        from,
        to,
        "it goes from " + toString(Long.MIN_VALUE + 1) + " to " + toString(Long.MAX_VALUE));
  }

  private static ValueFormatException malformed(byte[] source, int from, int to) {
    return ValueFormatException.of(
        "not a TIMESTAMP",
        source,
        from,
        to,
        "expected ISO 8601 such as 2024-01-31T12:00:00, of an existing day");
  }

  private static int dateEnd(byte[] source, int from, int to) {
    int at = from;
    while (at < to && source[at] != 'T' && source[at] != ' ' && source[at] != 't') {
      at++;
    }
    return at;
  }

  private static int zoneStart(byte[] source, int from, int to) {
    int at = from;
    while (at < to && (Ascii.isDigit(source[at]) || isTimePunctuation(source[at]))) {
      at++;
    }
    return Ascii.skipBlanks(source, at, to);
  }

  private static boolean isTimePunctuation(byte b) {
    return b == ':' || b == '.' || b == ',';
  }

  /** Seconds of nothing, Z, +HH, +HHMM or +HH:MM, or {@link #NO_OFFSET}. */
  private static int offsetSeconds(byte[] source, int from, int to) {
    int bytes = to - from;
    if (bytes == 0 || (bytes == 1 && (source[from] == 'Z' || source[from] == 'z'))) {
      return 0;
    }
    boolean withColon = bytes == 6 && source[from + 3] == ':';
    if ((source[from] != '+' && source[from] != '-') || (bytes != 3 && bytes != 5 && !withColon)) {
      return NO_OFFSET;
    }
    int hours = Ascii.digits(source, from + 1, 2);
    int minutes = bytes == 3 ? 0 : Ascii.digits(source, to - 2, 2);
    int total = hours * 60 + minutes;
    if (hours < 0 || minutes < 0 || minutes > 59 || total > MOST_OFFSET_HOURS * 60) {
      return NO_OFFSET;
    }
    return source[from] == '-' ? -60 * total : 60 * total;
  }

  /** Appends a timestamp, given as nanoseconds since 1970-01-01T00:00:00. */
  public static void append(TextBuffer out, long ns) {
    long seconds = Math.floorDiv(ns, TimeText.NS_PER_SECOND);
    long day = Math.floorDiv(seconds, TimeText.SECONDS_PER_DAY);
    DateText.append(out, day);
    out.append('T');
    TimeText.appendSeconds(out, (int) (seconds - day * TimeText.SECONDS_PER_DAY));
    TimeText.appendFraction(out, (int) (ns - seconds * TimeText.NS_PER_SECOND));
  }

  /** A timestamp, given as nanoseconds since 1970-01-01T00:00:00. Allocates. */
  public static String toString(long ns) {
    TextBuffer out = new TextBuffer();
    append(out, ns);
    return out.toString();
  }
}

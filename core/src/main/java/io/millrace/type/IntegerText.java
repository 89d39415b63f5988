package io.millrace.type;

/**
 * INTEGER and BIGINT as text: an optional sign and digits, read with blanks around. Free to use
 * from any thread.
 */
public final class IntegerText {
  /** Most bytes of a BIGINT, which is negative then. */
  static final int MOST_BYTES = 20;

  private static final String INTEGER = "INTEGER";
  private static final String BIGINT = "BIGINT";

  /** Digits that cannot overflow. */
  private static final int SAFE_DIGITS = 18;

  private static final byte[] PAIRS = new byte[200];

  static {
    for (int i = 0; i < 100; i++) {
      PAIRS[2 * i] = (byte) ('0' + i / 10);
      PAIRS[2 * i + 1] = (byte) ('0' + i % 10);
    }
  }

  private IntegerText() {}

  /**
   * Reads an INTEGER from {@code from} up to, not including, {@code to}.
   *
   * @throws ValueFormatException if it is none, or out of range
   */
  public static int parseInt(byte[] source, int from, int to) {
    long value = parse(source, from, to, INTEGER);
    if (value != (int) value) {
      throw outOfRange(source, from, to, INTEGER, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    return (int) value;
  }

  /**
   * Reads a BIGINT from {@code from} up to, not including, {@code to}.
   *
   * @throws ValueFormatException if it is none, or out of range
   */
  public static long parseLong(byte[] source, int from, int to) {
    return parse(source, from, to, BIGINT);
  }

  private static long parse(byte[] source, int from, int to, String type) {
    int at = Ascii.skipBlanks(source, from, to);
    int end = Ascii.dropBlanks(source, at, to);
    boolean negative = at < end && source[at] == '-';
    if (negative || (at < end && source[at] == '+')) {
      at++;
    }
    if (at == end) {
      throw malformed(source, from, to, type);
    }
    // Negative numbers reach one further, so the value is built as one.
    long value = 0;
    int safeEnd = Math.min(end, at + SAFE_DIGITS);
    for (; at < safeEnd; at++) {
      value = value * 10 - checkedDigit(source, at, from, to, type);
    }
    for (; at < end; at++) {
      int digit = checkedDigit(source, at, from, to, type);
      if (value < (Long.MIN_VALUE + digit) / 10) {
        throw tooLarge(source, at, from, to, end, type);
      }
      value = value * 10 - digit;
    }
    if (!negative && value == Long.MIN_VALUE) {
      throw tooLarge(source, at, from, to, end, type);
    }
    return negative ? value : -value;
  }

  private static int checkedDigit(byte[] source, int at, int from, int to, String type) {
    int digit = Ascii.digit(source[at]);
    if (digit < 0 || digit > 9) {
      throw malformed(source, from, to, type);
    }
    return digit;
  }

  private static ValueFormatException tooLarge(
      byte[] source, int at, int from, int to, int end, String type) {
    for (int i = at; i < end; i++) {
      checkedDigit(source, i, from, to, type);
    }
    return type.equals(INTEGER)
        ? outOfRange(source, from, to, type, Integer.MIN_VALUE, Integer.MAX_VALUE)
        : outOfRange(source, from, to, type, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private static ValueFormatException outOfRange(
      byte[] source, int from, int to, String type, long least, long most) {
    return ValueFormatException.of(
        type + " out of range", source, from, to, "it goes from " + least + " to " + most);
  }

  private static ValueFormatException malformed(byte[] source, int from, int to, String type) {
    String article = type.equals(INTEGER) ? "not an " : "not a ";
    return ValueFormatException.of(
        article + type, source, from, to, "expected a whole number such as 42");
  }

  /** Appends a value. */
  public static void append(TextBuffer out, long value) {
    if (value == Long.MIN_VALUE) {
      out.append("-9223372036854775808");
      return;
    }
    out.reserve(MOST_BYTES);
    if (value < 0) {
      out.append('-');
    }
    long magnitude = Math.abs(value);
    appendDigits(out, magnitude, digitCount(magnitude));
  }

  /**
   * Appends the last {@code count} digits of a number that is not negative, with zeros in front.
   */
  static void appendDigits(TextBuffer out, long magnitude, int count) {
    out.reserve(count);
    byte[] target = out.bytes();
    int from = out.length();
    int at = from + count;
    long rest = magnitude;
    while (at - from >= 2) {
      long quotient = rest / 100;
      int pair = 2 * (int) (rest - quotient * 100);
      target[--at] = PAIRS[pair + 1];
      target[--at] = PAIRS[pair];
      rest = quotient;
    }
    if (at > from) {
      target[--at] = (byte) ('0' + rest % 10);
    }
    out.length(from + count);
  }

  /** Number of digits of a number that is not negative. */
  static int digitCount(long magnitude) {
    int count = 1;
    while (count <= PowersOfTen.MAX_LONG_EXPONENT && magnitude >= PowersOfTen.asLong(count)) {
      count++;
    }
    return count;
  }
}

package io.millrace.type;

/**
 * The parts of a decimal number in ASCII: sign, digits with a point among them, exponent. Digits
 * are counted from 0 without the point; beyond the last one they are 0.
 */
final class NumberSyntax {
  /** Stands for text that is no number. */
  static final int MALFORMED = Integer.MIN_VALUE;

  /** No number of interest has a larger exponent. */
  private static final int MOST_EXPONENT = 100_000_000;

  private NumberSyntax() {}

  /** Index of the first digit or point, behind a sign. */
  static int digitsStart(byte[] source, int from, int to) {
    return from < to && (source[from] == '-' || source[from] == '+') ? from + 1 : from;
  }

  /** Index behind the last digit or point, or {@link #MALFORMED} if there is no digit. */
  static int digitsEnd(byte[] source, int start, int to) {
    int at = start;
    int points = 0;
    while (at < to && (Ascii.isDigit(source[at]) || source[at] == '.')) {
      points += source[at] == '.' ? 1 : 0;
      at++;
    }
    return points > 1 || at - start == points ? MALFORMED : at;
  }

  /** Index of the point, or {@code end} if there is none. */
  static int point(byte[] source, int start, int end) {
    int at = start;
    while (at < end && source[at] != '.') {
      at++;
    }
    return at;
  }

  /** Power of ten behind the digits: 0 if nothing is there, else what stands behind an E. */
  static int exponent(byte[] source, int end, int to) {
    if (end == to) {
      return 0;
    }
    int start = digitsStart(source, end + 1, to);
    if ((source[end] | 0x20) != 'e' || start >= to) {
      return MALFORMED;
    }
    int exponent = 0;
    for (int i = start; i < to; i++) {
      if (!Ascii.isDigit(source[i])) {
        return MALFORMED;
      }
      exponent = Math.min(exponent * 10 + Ascii.digit(source[i]), MOST_EXPONENT);
    }
    return source[end + 1] == '-' ? -exponent : exponent;
  }

  /** Value of the digits {@code first} to {@code first + count - 1}; at most 18. */
  static long value(byte[] source, int start, int point, int end, int first, int count) {
    long value = 0;
    for (int i = first; i < first + count; i++) {
      value = value * 10 + digit(source, start, point, end, i);
    }
    return value;
  }

  /** The digit at an index, which may lie before the first or behind the last one. */
  static int digit(byte[] source, int start, int point, int end, int index) {
    int at = start + index;
    if (at >= point) {
      at++;
    }
    return index < 0 || at >= end ? 0 : Ascii.digit(source[at]);
  }

  /** Whether the digits {@code first} up to, not including, {@code last} are zeros. */
  static boolean isZero(byte[] source, int start, int point, int end, int first, int last) {
    int stop = Math.min(last, end - start);
    for (int i = Math.max(first, 0); i < stop; i++) {
      if (digit(source, start, point, end, i) != 0) {
        return false;
      }
    }
    return true;
  }
}

package io.millrace.type;

import java.util.Arrays;

/**
 * DECIMAL as text: {@code -12.50}, read with blanks around and with an exponent or not; more digits
 * behind the point than the scale are rounded half up. It is written with all digits of its scale.
 * Free to use from any thread.
 */
public final class DecimalText {
  private static final int CHUNK = PowersOfTen.MAX_LONG_EXPONENT;
  private static final int TOP_CHUNK = PowersOfTen.MAX_EXPONENT - 2 * CHUNK;

  private DecimalText() {}

  /**
   * Reads an unscaled value of at most 18 digits from {@code from} up to, not including, {@code
   * to}.
   *
   * @throws ValueFormatException if it is no number, or does not fit the type
   */
  public static long parse(byte[] source, int from, int to, int precision, int scale) {
    long value = 0;
    int digits = 0;
    int point = to;
    int at = NumberSyntax.digitsStart(source, from, to);
    int start = at;
    for (; at < to; at++) {
      int digit = Ascii.digit(source[at]);
      if (digit >= 0 && digit <= 9) {
        value = value * 10 + digit;
        digits++;
      } else if (source[at] == '.' && point == to) {
        point = at;
      } else {
        break;
      }
    }
    int missing = scale - (point == to ? 0 : to - 1 - point);
    if (at < to || digits == 0 || missing < 0 || digits + missing > CHUNK) {
      return parseAny(source, from, to, precision, scale);
    }
    value *= PowersOfTen.asLong(missing);
    if (value >= PowersOfTen.asLong(precision)) {
      throw outOfRange(source, from, to, precision, scale);
    }
    return start > from && source[from] == '-' ? -value : value;
  }

  private static long parseAny(byte[] source, int from, int to, int precision, int scale) {
    int start = Ascii.skipBlanks(source, from, to);
    int stop = Ascii.dropBlanks(source, start, to);
    int first = NumberSyntax.digitsStart(source, start, stop);
    int end = NumberSyntax.digitsEnd(source, first, stop);
    int exponent = end < 0 ? end : NumberSyntax.exponent(source, end, stop);
    if (exponent == NumberSyntax.MALFORMED) {
      throw malformed(source, from, to, precision, scale);
    }
    int point = NumberSyntax.point(source, first, end);
    int taken = point - first + exponent + scale;
    long value = NumberSyntax.value(source, first, point, end, taken - CHUNK, CHUNK);
    if (NumberSyntax.digit(source, first, point, end, taken) >= 5) {
      value++;
    }
    if (value >= PowersOfTen.asLong(precision)
        || !NumberSyntax.isZero(source, first, point, end, 0, taken - CHUNK)) {
      throw outOfRange(source, from, to, precision, scale);
    }
    return source[start] == '-' ? -value : value;
  }

  /**
   * Reads an unscaled value of at most 38 digits from {@code from} up to, not including, {@code
   * to}.
   *
   * @throws ValueFormatException if it is no number, or does not fit the type
   */
  public static void parse(
      byte[] source, int from, int to, int precision, int scale, Decimal128 result) {
    int start = Ascii.skipBlanks(source, from, to);
    int stop = Ascii.dropBlanks(source, start, to);
    int first = NumberSyntax.digitsStart(source, start, stop);
    int end = NumberSyntax.digitsEnd(source, first, stop);
    int exponent = end < 0 ? end : NumberSyntax.exponent(source, end, stop);
    if (exponent == NumberSyntax.MALFORMED) {
      throw malformed(source, from, to, precision, scale);
    }
    int point = NumberSyntax.point(source, first, end);
    int taken = point - first + exponent + scale;
    int at = taken - PowersOfTen.MAX_EXPONENT;
    boolean fits = NumberSyntax.isZero(source, first, point, end, 0, at);
    long power = PowersOfTen.asLong(CHUNK);
    result.set(NumberSyntax.value(source, first, point, end, at, TOP_CHUNK));
    at += TOP_CHUNK;
    result.multiply(power).add(NumberSyntax.value(source, first, point, end, at, CHUNK));
    at += CHUNK;
    result.multiply(power).add(NumberSyntax.value(source, first, point, end, at, CHUNK));
    fits &= result.fits(precision);
    if (fits && NumberSyntax.digit(source, first, point, end, taken) >= 5) {
      // The largest value of 38 digits has no room for one more.
      fits = precision < PowersOfTen.MAX_EXPONENT || !result.isLargest();
      if (fits) {
        fits = result.add(1).fits(precision);
      }
    }
    if (!fits) {
      throw outOfRange(source, from, to, precision, scale);
    }
    if (source[start] == '-') {
      result.negate();
    }
  }

  private static ValueFormatException malformed(
      byte[] source, int from, int to, int precision, int scale) {
    return ValueFormatException.of(
        "not a DECIMAL(" + precision + ", " + scale + ")",
        source,
        from,
        to,
        "expected a number such as 12.50");
  }

  private static ValueFormatException outOfRange(
      byte[] source, int from, int to, int precision, int scale) {
    return ValueFormatException.of(
        "DECIMAL(" + precision + ", " + scale + ") out of range",
        source,
        from,
        to,
        "it holds " + (precision - scale) + " digits before the point");
  }

  /** Appends a value with {@code scale} digits after the point. */
  public static void append(TextBuffer out, long unscaled, int scale) {
    if (unscaled < 0) {
      out.append('-');
    }
    // The magnitude of the least long is read as unsigned.
    appendMagnitude(out, 0, unscaled < 0 ? -unscaled : unscaled, scale);
  }

  /** Appends a value in two halves with {@code scale} digits after the point. */
  public static void append(TextBuffer out, long high, long low, int scale) {
    if (high < 0) {
      out.append('-');
      appendMagnitude(out, ~high + (low == 0 ? 1 : 0), -low, scale);
    } else {
      appendMagnitude(out, high, low, scale);
    }
  }

  private static void appendMagnitude(TextBuffer out, long high, long low, int scale) {
    int from = out.length();
    appendInteger(out, high, low);
    if (scale > 0) {
      int missing = scale + 1 - (out.length() - from);
      if (missing > 0) {
        insertZeros(out, from, missing);
      }
      int pointAt = out.length() - scale;
      out.append('.');
      byte[] bytes = out.bytes();
      System.arraycopy(bytes, pointAt, bytes, pointAt + 1, scale);
      bytes[pointAt] = '.';
    }
  }

  private static void appendInteger(TextBuffer out, long high, long low) {
    long power = PowersOfTen.asLong(CHUNK);
    if (high == 0 && low >= 0) {
      IntegerText.appendDigits(out, low, IntegerText.digitCount(low));
      return;
    }
    long top = Long.divideUnsigned(high, power);
    long middle = WideDivision.divide(high - top * power, low, power);
    long last = low - middle * power;
    long first = WideDivision.divide(top, middle, power);
    long second = middle - first * power;
    if (first != 0) {
      IntegerText.appendDigits(out, first, IntegerText.digitCount(first));
      IntegerText.appendDigits(out, second, CHUNK);
    } else {
      IntegerText.appendDigits(out, second, IntegerText.digitCount(second));
    }
    IntegerText.appendDigits(out, last, CHUNK);
  }

  private static void insertZeros(TextBuffer out, int from, int count) {
    int digits = out.length() - from;
    out.repeat('0', count);
    byte[] bytes = out.bytes();
    System.arraycopy(bytes, from, bytes, from + count, digits);
    Arrays.fill(bytes, from, from + count, (byte) '0');
  }
}

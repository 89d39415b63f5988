package io.millrace.type;

import java.nio.charset.StandardCharsets;

/**
 * REAL and DOUBLE as text: a decimal number with an exponent or not, {@code NaN}, {@code Infinity}
 * or {@code -Infinity}, read in any case with blanks around. The nearest value is read, and the
 * shortest text that gives the value back is written, as Java 19 and later write it, on any Java.
 * Free to use from any thread.
 *
 * <p>Neither allocates for usual numbers: reading for up to 19 digits and a last digit between
 * 10^-27 and 10^27, writing between about 10^-11 and 10^43 (REAL: 10^-20 and 10^34).
 */
public final class FloatingText {
  private static final int MOST_DIGITS = 19;
  private static final String REAL = "REAL";
  private static final String DOUBLE = "DOUBLE";

  private FloatingText() {}

  /**
   * Reads a DOUBLE from {@code from} up to, not including, {@code to}.
   *
   * @throws ValueFormatException if it is none, or too large for one
   */
  public static double parseDouble(byte[] source, int from, int to) {
    return parse(source, from, to, false);
  }

  /**
   * Reads a REAL from {@code from} up to, not including, {@code to}.
   *
   * @throws ValueFormatException if it is none, or too large for one
   */
  public static float parseFloat(byte[] source, int from, int to) {
    return (float) parse(source, from, to, true);
  }

  /** The nearest double, or the nearest float as a double. */
  private static double parse(byte[] source, int from, int to, boolean real) {
    int start = Ascii.skipBlanks(source, from, to);
    int stop = Ascii.dropBlanks(source, start, to);
    int first = NumberSyntax.digitsStart(source, start, stop);
    int end = NumberSyntax.digitsEnd(source, first, stop);
    boolean negative = first > start && source[start] == '-';
    if (end < 0) {
      return word(source, from, to, start, first, stop, real);
    }
    int exponent = NumberSyntax.exponent(source, end, stop);
    if (exponent == NumberSyntax.MALFORMED) {
      throw malformed(source, from, to, real);
    }
    int point = NumberSyntax.point(source, first, end);
    int lastExponent = exponent - Math.max(end - point - 1, 0);
    double magnitude =
        DecimalDouble.isNear(lastExponent) && isShort(source, first, end)
            ? DecimalDouble.nearest(digits(source, first, end), lastExponent, real)
            : any(source, first, stop, real);
    if (magnitude == Double.POSITIVE_INFINITY) {
      throw ValueFormatException.of(
          (real ? REAL : DOUBLE) + " out of range",
          source,
          from,
          to,
          real ? "the largest is " + Float.MAX_VALUE : "the largest is " + Double.MAX_VALUE);
    }
    return negative ? -magnitude : magnitude;
  }

  /** Whether the digits without zeros in front fit an unsigned long. */
  private static boolean isShort(byte[] source, int first, int end) {
    int at = first;
    while (at < end && (source[at] == '0' || source[at] == '.')) {
      at++;
    }
    return end - at <= MOST_DIGITS;
  }

  /** The digits without the point as an unsigned number. */
  private static long digits(byte[] source, int first, int end) {
    long value = 0;
    for (int i = first; i < end; i++) {
      if (source[i] != '.') {
        value = value * 10 + Ascii.digit(source[i]);
      }
    }
    return value;
  }

  private static double any(byte[] source, int from, int to, boolean real) {
    String text = new String(source, from, to - from, StandardCharsets.ISO_8859_1);
    return real ? Float.parseFloat(text) : Double.parseDouble(text);
  }

  private static double word(
      byte[] source, int from, int to, int start, int first, int stop, boolean real) {
    if (Ascii.isWord(source, first, stop, "nan")) {
      return Double.NaN;
    }
    if (Ascii.isWord(source, first, stop, "infinity") || Ascii.isWord(source, first, stop, "inf")) {
      return source[start] == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    throw malformed(source, from, to, real);
  }

  private static ValueFormatException malformed(byte[] source, int from, int to, boolean real) {
    return ValueFormatException.of(
        "not a " + (real ? REAL : DOUBLE), source, from, to, "expected a number such as 1.5E-3");
  }

  /** Appends a DOUBLE. */
  public static void append(TextBuffer out, double value) {
    ShortestText.append(out, value);
  }

  /** Appends a REAL. */
  public static void append(TextBuffer out, float value) {
    ShortestText.append(out, value);
  }
}

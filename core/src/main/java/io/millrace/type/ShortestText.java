package io.millrace.type;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The shortest text that gives a DOUBLE or REAL back, of those the nearest to it, in the layout of
 * {@link Double#toString(double)}. Java does so itself from version 19 on; before that some texts
 * are too long. Allocates for numbers outside about 10^-11 to 10^43 (REAL: 10^-20 to 10^34) only.
 */
final class ShortestText {
  private static final boolean JAVA_IS_EXACT = Runtime.version().feature() >= 19;
  private static final int FEWEST_DIGITS = 2;

  /** Numbers from 10^-3 up to 10^7 are written without an exponent. */
  private static final int LEAST_PLAIN_EXPONENT = -3;

  private static final int MOST_PLAIN_EXPONENT = 6;

  private static final int DOUBLE_BITS = 52;
  private static final int DOUBLE_BIAS = 1075;
  private static final int REAL_BITS = 23;
  private static final int REAL_BIAS = 150;
  private static final long MANY_ZEROS = 100_000_000;

  private ShortestText() {}

  static void append(TextBuffer out, double value) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> DOUBLE_BITS & 0x7FF) - DOUBLE_BIAS;
    if (isNear(exponent)) {
      long fraction = bits & (1L << DOUBLE_BITS) - 1;
      appendNear(out, bits < 0, fraction | 1L << DOUBLE_BITS, exponent, fraction == 0);
    } else if (value == 0) {
      out.append(bits < 0 ? "-0.0" : "0.0");
    } else {
      String text = Double.toString(value);
      out.append(JAVA_IS_EXACT || !Double.isFinite(value) ? text : shorten(value, text, false));
    }
  }

  static void append(TextBuffer out, float value) {
    int bits = Float.floatToRawIntBits(value);
    int exponent = (bits >>> REAL_BITS & 0xFF) - REAL_BIAS;
    if (isNear(exponent)) {
      long fraction = bits & (1 << REAL_BITS) - 1;
      appendNear(out, bits < 0, fraction | 1L << REAL_BITS, exponent, fraction == 0);
    } else if (value == 0) {
      out.append(bits < 0 ? "-0.0" : "0.0");
    } else {
      String text = Float.toString(value);
      out.append(JAVA_IS_EXACT || !Float.isFinite(value) ? text : shorten(value, text, true));
    }
  }

  private static boolean isNear(int exponent) {
    return exponent <= ShortestDigits.MOST_EXPONENT && exponent >= -ShortestDigits.MOST_EXPONENT;
  }

  private static void appendNear(
      TextBuffer out, boolean negative, long mantissa, int exponent, boolean narrow) {
    int scale = ShortestDigits.scale(exponent, narrow);
    long digits = ShortestDigits.digits(mantissa, exponent, scale, narrow);
    if (digits % MANY_ZEROS == 0) {
      digits /= MANY_ZEROS;
      scale += 8;
    }
    while (digits % 10 == 0) {
      digits /= 10;
      scale++;
    }
    if (negative) {
      out.append('-');
    }
    layOut(out, digits, scale);
  }

  /** Appends {@code digits * 10^scale}, where the digits do not end in zero. */
  private static void layOut(TextBuffer out, long digits, int scale) {
    int count = IntegerText.digitCount(digits);
    int exponent = count - 1 + scale;
    if (exponent < LEAST_PLAIN_EXPONENT || exponent > MOST_PLAIN_EXPONENT) {
      appendWithPoint(out, digits, count, count - 1);
      out.append('E');
      IntegerText.append(out, exponent);
    } else if (exponent < 0) {
      out.append('0').append('.').repeat('0', -exponent - 1);
      IntegerText.appendDigits(out, digits, count);
    } else if (scale < 0) {
      appendWithPoint(out, digits, count, -scale);
    } else {
      IntegerText.appendDigits(out, digits, count);
      out.repeat('0', scale).append('.').append('0');
    }
  }

  /** Appends digits, {@code behind} of them behind the point, and a zero if that is none. */
  private static void appendWithPoint(TextBuffer out, long digits, int count, int behind) {
    long power = PowersOfTen.asLong(behind);
    long whole = digits / power;
    IntegerText.appendDigits(out, whole, count - behind);
    out.append('.');
    IntegerText.appendDigits(out, digits - whole * power, Math.max(behind, 1));
  }

  private static String shorten(double value, String text, boolean real) {
    BigDecimal exact = new BigDecimal(Math.abs(value));
    BigDecimal best = new BigDecimal(text).abs().stripTrailingZeros();
    for (int digits = Math.max(best.precision(), FEWEST_DIGITS);
        digits >= FEWEST_DIGITS;
        digits--) {
      BigDecimal shorter = rounded(exact, digits, real);
      if (shorter == null) {
        break;
      }
      best = shorter;
    }
    best = best.stripTrailingZeros();
    TextBuffer out = new TextBuffer();
    if (value < 0) {
      out.append('-');
    }
    layOut(out, best.unscaledValue().longValueExact(), -best.scale());
    return out.toString();
  }

  /** The nearest number of so many digits that gives the value back, or null if there is none. */
  private static BigDecimal rounded(BigDecimal value, int digits, boolean real) {
    BigDecimal nearest = value.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    if (givesBack(nearest, value, real)) {
      return nearest;
    }
    // Above a power of two the gap is wider than below, so the farther neighbour may do.
    BigDecimal above = value.round(new MathContext(digits, RoundingMode.UP));
    return givesBack(above, value, real) ? above : null;
  }

  private static boolean givesBack(BigDecimal text, BigDecimal value, boolean real) {
    return real
        ? text.floatValue() == value.floatValue()
        : text.doubleValue() == value.doubleValue();
  }
}

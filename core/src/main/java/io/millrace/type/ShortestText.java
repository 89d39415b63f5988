package io.millrace.type;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The shortest text that gives a DOUBLE or REAL back, of those the nearest to it, in the layout of
 * {@link Double#toString(double)}. Java does so itself from version 19 on; before that some texts
 * are too long. Allocates.
 */
final class ShortestText {
  private static final boolean JAVA_IS_EXACT = Runtime.version().feature() >= 19;
  private static final int FEWEST_DIGITS = 2;

  /** Numbers from 10^-3 up to 10^7 are written without an exponent. */
  private static final int LEAST_PLAIN_EXPONENT = -3;

  private static final int MOST_PLAIN_EXPONENT = 6;

  private ShortestText() {}

  static String of(double value) {
    String text = Double.toString(value);
    return JAVA_IS_EXACT || isSpecial(value) ? text : shorten(value, text, false);
  }

  static String of(float value) {
    String text = Float.toString(value);
    return JAVA_IS_EXACT || isSpecial(value) ? text : shorten(value, text, true);
  }

  private static boolean isSpecial(double value) {
    return value == 0 || !Double.isFinite(value);
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
    return (value < 0 ? "-" : "") + layOut(best.stripTrailingZeros());
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

  private static String layOut(BigDecimal value) {
    String digits = value.unscaledValue().toString();
    int exponent = digits.length() - 1 - value.scale();
    if (exponent >= LEAST_PLAIN_EXPONENT && exponent <= MOST_PLAIN_EXPONENT) {
      return value.setScale(Math.max(value.scale(), 1)).toPlainString();
    }
    String fraction = digits.length() == 1 ? "0" : digits.substring(1);
    return digits.charAt(0) + "." + fraction + "E" + exponent;
  }
}

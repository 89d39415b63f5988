package io.millrace.expression;

/**
 * Casts between numbers that can fail. Fractions are rounded to the nearest whole, halves away from
 * zero; what does not fit, NaN included, is an {@link ArithmeticException}.
 */
public final class NumericCasts {
  private static final double TWO_TO_63 = 0x1p63;
  private static final double TWO_TO_31 = 0x1p31;

  private NumericCasts() {}

  /** BIGINT as INTEGER. */
  public static int toInteger(long value) {
    if ((int) value != value) {
      throw new ArithmeticException("INTEGER overflow: " + value);
    }
    return (int) value;
  }

  /** REAL or DOUBLE as INTEGER, rounded. */
  public static int toInteger(double value) {
    double rounded = round(value);
    if (!(rounded >= -TWO_TO_31 && rounded < TWO_TO_31)) {
      throw new ArithmeticException("INTEGER overflow: " + value);
    }
    return (int) rounded;
  }

  /** REAL or DOUBLE as BIGINT, rounded. */
  public static long toBigint(double value) {
    double rounded = round(value);
    if (!(rounded >= -TWO_TO_63 && rounded < TWO_TO_63)) {
      throw new ArithmeticException("BIGINT overflow: " + value);
    }
    return (long) rounded;
  }

  /** DOUBLE as REAL, rounded to the nearest; an overflow is an error, NaN and infinities stay. */
  public static float toReal(double value) {
    float narrowed = (float) value;
    if (Float.isInfinite(narrowed) && !Double.isInfinite(value)) {
      throw new ArithmeticException("REAL overflow: " + value);
    }
    return narrowed;
  }

  /** The nearest whole number, halves away from zero; NaN and infinities stay. */
  public static double round(double value) {
    double truncated = truncate(value);
    return Math.abs(value - truncated) >= 0.5 ? truncated + Math.signum(value) : truncated;
  }

  /** The whole number next to the value towards zero; NaN and infinities stay. */
  public static double truncate(double value) {
    return value < 0 ? Math.ceil(value) : Math.floor(value);
  }
}

package io.millrace.expression;

/**
 * Casts between numbers that can fail. Fractions are rounded to the nearest whole, halves away from
 * zero; what does not fit, NaN included, is an {@link ArithmeticException}.
 */
public final class NumericCasts {
  private static final double TWO_TO_63 = 0x1p63;
  private static final double TWO_TO_31 = 0x1p31;

  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22, 1e23, 1e24, 1e25, 1e26, 1e27, 1e28, 1e29, 1e30, 1e31, 1e32, 1e33,
    1e34, 1e35, 1e36, 1e37, 1e38
  };

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

  /**
   * REAL or DOUBLE as unscaled DECIMAL of at most 18 digits. The value is multiplied by 10 to the power
   * of scale as a DOUBLE, then rounded.
   */
  public static long toDecimal(double value, int precision, int scale) {
    double rounded = round(value * POWERS_OF_TEN[scale]);
    if (!(Math.abs(rounded) < POWERS_OF_TEN[precision])) {
      throw new ArithmeticException("DECIMAL(" + precision + ", " + scale + ") overflow: " + value);
    }
    return (long) rounded;
  }

  /** The nearest whole number, halves away from zero; NaN and infinities stay. */
  public static double round(double value) {
    double truncated = value < 0 ? Math.ceil(value) : Math.floor(value);
    return Math.abs(value - truncated) >= 0.5 ? truncated + Math.signum(value) : truncated;
  }

  /**
   * The value of a DECIMAL as DOUBLE: the nearest one up to 15 digits, and at most one unit in the last
   * place off beyond.
   */
  public static double toDouble(long unscaled, int scale) {
    if (Math.abs(unscaled) <= 1L << 53) {
      return unscaled / POWERS_OF_TEN[scale];
    }
    double power = POWERS_OF_TEN[scale];
    long whole = scale == 0 ? unscaled : unscaled / (long) power;
    return scale == 0 ? unscaled : whole + (unscaled - whole * (long) power) / power;
  }
}

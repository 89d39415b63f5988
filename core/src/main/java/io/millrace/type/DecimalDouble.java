package io.millrace.type;

/** Conversion between unscaled DECIMAL values and DOUBLE, correctly rounded. */
final class DecimalDouble {
  private static final long EXACT_LIMIT = 1L << 53;
  private static final int FRACTION_BITS = 52;
  private static final int EXPONENT_BIAS = 1075;

  /** With 53 bits before it, the largest exponent of a number of 127 bits. */
  private static final int MAX_EXPONENT = 74;

  private DecimalDouble() {}

  /** The double nearest to {@code unscaled / 10^scale}, for a scale of 0 to 18. */
  static double toDouble(long unscaled, int scale) {
    long power = PowersOfTen.asLong(scale);
    if (unscaled < EXACT_LIMIT && unscaled > -EXACT_LIMIT) {
      // Both operands are exact (10^22 is the last power that is), so the one rounding is right.
      return (double) unscaled / (double) power;
    }
    if (scale == 0) {
      return (double) unscaled;
    }
    long magnitude = Math.abs(unscaled);
    int shift = Long.numberOfLeadingZeros(magnitude);
    int powerShift = Long.numberOfLeadingZeros(power);
    long dividend = magnitude << shift;
    long divisor = power << powerShift;
    long quotient = WideDivision.divide(dividend >>> 1, dividend << 63, divisor);
    long rest = (dividend << 63) - quotient * divisor;
    double result = round(quotient, rest != 0, powerShift - shift - 63);
    return unscaled < 0 ? -result : result;
  }

  /**
   * The double nearest to {@code (quotient + fraction) * 2^exponent}.
   *
   * @param quotient unsigned, at least 2^62
   * @param hasFraction whether there is more behind the quotient
   */
  static double round(long quotient, boolean hasFraction, int exponent) {
    long sticky = hasFraction ? 1 : 0;
    if (quotient >= 0) {
      return Math.scalb((double) (quotient | sticky), exponent);
    }
    return Math.scalb((double) (quotient >>> 1 | quotient & 1 | sticky), exponent + 1);
  }

  /**
   * Makes {@code |value| * 10^scale}, rounded half up.
   *
   * @return false if the value is not a number or too large for any product
   */
  static boolean multiply(double value, int scale, WideProduct product) {
    long bits = Double.doubleToRawLongBits(Math.abs(value));
    int exponentBits = (int) (bits >>> FRACTION_BITS);
    long fraction = bits & (1L << FRACTION_BITS) - 1;
    long mantissa = exponentBits == 0 ? fraction : fraction | 1L << FRACTION_BITS;
    int exponent = Math.max(exponentBits, 1) - EXPONENT_BIAS;
    if (exponent <= 0) {
      product.multiply(0, mantissa, PowersOfTen.high(scale), PowersOfTen.low(scale));
      product.divideByPowerOfTwo(-exponent);
      return true;
    }
    if (exponent > MAX_EXPONENT) {
      return false;
    }
    long high = exponent < Long.SIZE ? mantissa >>> 1 >>> 63 - exponent : mantissa << exponent;
    long low = exponent < Long.SIZE ? mantissa << exponent : 0;
    product.multiply(high, low, PowersOfTen.high(scale), PowersOfTen.low(scale));
    return true;
  }
}

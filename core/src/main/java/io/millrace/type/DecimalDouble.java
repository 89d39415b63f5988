package io.millrace.type;

/** Conversion between unscaled DECIMAL values and DOUBLE, correctly rounded. */
final class DecimalDouble {
  private static final long EXACT_LIMIT = 1L << 53;

  /** 5^27 is the last power of five that fits a long. */
  private static final int MOST_EXPONENT = 27;

  private static final long[] POWERS_OF_FIVE = new long[MOST_EXPONENT + 1];

  /** The powers of ten that a double holds exactly. */
  private static final double[] EXACT_POWERS = new double[23];

  private static final int FRACTION_BITS = 52;
  private static final int EXPONENT_BIAS = 1075;

  /** With 53 bits before it, the largest exponent of a number of 127 bits. */
  private static final int MAX_EXPONENT = 74;

  static {
    long five = 1;
    for (int i = 0; i <= MOST_EXPONENT; i++) {
      POWERS_OF_FIVE[i] = five;
      five *= 5;
    }
    double ten = 1;
    for (int i = 0; i < EXACT_POWERS.length; i++) {
      EXACT_POWERS[i] = ten;
      ten *= 10;
    }
  }

  private DecimalDouble() {}

  /** The double nearest to {@code unscaled / 10^scale}, for a scale of 0 to 18. */
  static double toDouble(long unscaled, int scale) {
    // The magnitude of the least long is read as unsigned.
    return unscaled < 0 ? -nearest(-unscaled, -scale, false) : nearest(unscaled, -scale, false);
  }

  /** Whether {@link #nearest} takes an exponent. */
  static boolean isNear(int exponent) {
    return exponent <= MOST_EXPONENT && exponent >= -MOST_EXPONENT;
  }

  /**
   * The double nearest to {@code digits * 10^exponent}, or the float nearest to it.
   *
   * @param digits unsigned
   * @param exponent -27 to 27
   */
  static double nearest(long digits, int exponent, boolean real) {
    if (digits == 0) {
      return 0;
    }
    if (!real && digits > 0 && digits <= EXACT_LIMIT && isExactPower(exponent)) {
      // Both operands are exact, so the one rounding is right.
      double power = EXACT_POWERS[Math.abs(exponent)];
      return exponent < 0 ? digits / power : digits * power;
    }
    return exponent < 0 ? quotient(digits, -exponent, real) : product(digits, exponent, real);
  }

  private static boolean isExactPower(int exponent) {
    return exponent < EXACT_POWERS.length && exponent > -EXACT_POWERS.length;
  }

  private static double quotient(long digits, int exponent, boolean real) {
    int shift = Long.numberOfLeadingZeros(digits);
    long dividend = digits << shift;
    int powerShift = Long.numberOfLeadingZeros(POWERS_OF_FIVE[exponent]);
    long divisor = POWERS_OF_FIVE[exponent] << powerShift;
    long quotient = WideDivision.divide(dividend >>> 1, dividend << 63, divisor);
    boolean hasFraction = (dividend << 63) - quotient * divisor != 0;
    return round(quotient, hasFraction, powerShift - shift - 63 - exponent, real);
  }

  private static double product(long digits, int exponent, boolean real) {
    long high = WideDivision.unsignedMultiplyHigh(digits, POWERS_OF_FIVE[exponent]);
    long low = digits * POWERS_OF_FIVE[exponent];
    if (high == 0) {
      int shift = Long.numberOfLeadingZeros(low);
      return round(low << shift, false, exponent - shift, real);
    }
    int shift = Long.numberOfLeadingZeros(high);
    long top = high << shift | low >>> 1 >>> 63 - shift;
    return round(top, low << shift != 0, exponent + Long.SIZE - shift, real);
  }

  private static double round(long quotient, boolean hasFraction, int exponent, boolean real) {
    return real
        ? roundToFloat(quotient, hasFraction, exponent)
        : round(quotient, hasFraction, exponent);
  }

  private static float roundToFloat(long quotient, boolean hasFraction, int exponent) {
    long sticky = hasFraction ? 1 : 0;
    if (quotient >= 0) {
      return Math.scalb((float) (quotient | sticky), exponent);
    }
    return Math.scalb((float) (quotient >>> 1 | quotient & 1 | sticky), exponent + 1);
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

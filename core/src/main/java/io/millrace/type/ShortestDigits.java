package io.millrace.type;

/**
 * The shortest decimal that lies nearer to a floating point number than to any other one, of those
 * the nearest to it. For numbers {@code mantissa * 2^exponent} whose exponent is between -90 and
 * 90, so that exact arithmetic of 128 bits does; it allocates nothing.
 *
 * <p>Take the power of ten below the distance to the next floating point number. The interval of
 * what is read back as this number then holds at least one multiple of that power, and at most one
 * of ten times that power. So only four candidates matter (R. Giulietti, The Schubfach way to
 * render doubles, 2020).
 */
final class ShortestDigits {
  /** Beyond it powers of five do not fit a long. */
  static final int MOST_EXPONENT = 89;

  private static final double LOG_2 = Math.log10(2);
  private static final double LOG_3_4 = Math.log10(0.75);

  private static final long[] POWERS_OF_FIVE = new long[28];

  static {
    long power = 1;
    for (int i = 0; i < POWERS_OF_FIVE.length; i++) {
      POWERS_OF_FIVE[i] = power;
      power *= 5;
    }
  }

  private ShortestDigits() {}

  /**
   * The power of ten that the digits count.
   *
   * @param narrow whether the number is a power of two: the one below is nearer then
   */
  static int scale(int exponent, boolean narrow) {
    return (int) Math.floor(exponent * LOG_2 + (narrow ? LOG_3_4 : 0));
  }

  /** The digits of {@code mantissa * 2^exponent}, which may end in zeros. */
  static long digits(long mantissa, int exponent, int scale, boolean narrow) {
    long number = 4 * mantissa;
    long value = eighths(number, exponent, scale);
    long lower = eighths(narrow ? number - 1 : number - 2, exponent, scale);
    long upper = eighths(number + 2, exponent, scale);
    if ((mantissa & 1) != 0) {
      // Halfway to a neighbour is read as the even one of both.
      lower++;
      upper--;
    }
    long below = value >> 3;
    long shortBelow = below / 10 * 10;
    if (lower <= shortBelow << 3) {
      return shortBelow;
    }
    if (shortBelow + 10 << 3 <= upper) {
      return shortBelow + 10;
    }
    boolean belowFits = lower <= below << 3;
    boolean aboveFits = below + 1 << 3 <= upper;
    if (belowFits != aboveFits) {
      return belowFits ? below : below + 1;
    }
    long half = (below << 3) + 4;
    boolean down = value < half || (value == half && (below & 1) == 0);
    return down ? below : below + 1;
  }

  /**
   * {@code quarters * 2^exponent / 10^scale} in eighths; odd instead of a fraction, so that
   * comparisons with whole numbers of quarters come out right.
   */
  private static long eighths(long quarters, int exponent, int scale) {
    if (scale > 0) {
      int shift = exponent - scale;
      long high = quarters >>> 1 >>> 63 - shift;
      long low = quarters << shift;
      long divisor = POWERS_OF_FIVE[scale];
      long quotient = WideDivision.divide(high, low, divisor);
      return 2 * quotient + (low == quotient * divisor ? 0 : 1);
    }
    long power = POWERS_OF_FIVE[-scale];
    long low = quarters * power;
    int shift = scale - exponent;
    if (shift <= 0) {
      return 2 * low << -shift;
    }
    long high = Math.multiplyHigh(quarters, power);
    long quotient = high << 1 << 63 - shift | low >>> shift;
    return 2 * quotient + (low << 1 << 63 - shift == 0 ? 0 : 1);
  }
}

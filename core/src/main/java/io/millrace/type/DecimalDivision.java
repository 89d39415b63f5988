package io.millrace.type;

/**
 * Division of magnitudes of DECIMAL values: quotient and remainder for {@link Decimal128}, which
 * takes care of signs and errors. One thread.
 */
final class DecimalDivision {
  private final WideDivision division = new WideDivision();
  private final WideProduct product = new WideProduct();
  private long high;
  private long low;

  /** High half of the result. */
  long high() {
    return high;
  }

  /** Low half of the result. */
  long low() {
    return low;
  }

  /**
   * Result: {@code dividend * 10^shift / divisor}, half up.
   *
   * @return false if that has more than 38 digits
   */
  boolean divide(
      long dividendHigh, long dividendLow, long divisorHigh, long divisorLow, int shift) {
    whole(dividendHigh, dividendLow, divisorHigh, divisorLow);
    for (int left = shift; left > 0; left -= PowersOfTen.MAX_LONG_EXPONENT) {
      long base = PowersOfTen.asLong(Math.min(left, PowersOfTen.MAX_LONG_EXPONENT));
      if (!append(base, division.nextDigit(base))) {
        return false;
      }
    }
    if (shift < 0) {
      // Whole digits of the quotient are dropped, so they alone decide how to round.
      scaleDown(high, low, -shift);
      return true;
    }
    return !division.isHalfOrMore() || append(1, 1);
  }

  /** Result: {@code value / 10^digits}, half up. */
  void scaleDown(long valueHigh, long valueLow, int digits) {
    truncate(valueHigh, valueLow, digits);
    if (digits <= PowersOfTen.MAX_EXPONENT && division.isHalfOrMore()) {
      append(1, 1);
    }
  }

  /** Result: {@code value / 10^digits} without its fraction. */
  void truncate(long valueHigh, long valueLow, int digits) {
    if (digits > PowersOfTen.MAX_EXPONENT) {
      high = 0;
      low = 0;
    } else {
      whole(valueHigh, valueLow, PowersOfTen.high(digits), PowersOfTen.low(digits));
    }
  }

  /** Result: what is left of {@code dividend * 10^shift / divisor}; shift may be negative. */
  void remainder(
      long dividendHigh, long dividendLow, long divisorHigh, long divisorLow, int shift) {
    if (shift < 0) {
      remainderOfWidened(dividendHigh, dividendLow, divisorHigh, divisorLow, -shift);
      return;
    }
    whole(dividendHigh, dividendLow, divisorHigh, divisorLow);
    for (int left = shift; left > 0; left -= PowersOfTen.MAX_LONG_EXPONENT) {
      division.nextDigit(PowersOfTen.asLong(Math.min(left, PowersOfTen.MAX_LONG_EXPONENT)));
    }
    high = division.remainderHigh();
    low = division.remainderLow();
  }

  private void remainderOfWidened(
      long dividendHigh, long dividendLow, long divisorHigh, long divisorLow, int digits) {
    product.multiply(divisorHigh, divisorLow, PowersOfTen.high(digits), PowersOfTen.low(digits));
    if (product.fits()) {
      whole(dividendHigh, dividendLow, product.high(), product.low());
      high = division.remainderHigh();
      low = division.remainderLow();
    } else {
      high = dividendHigh;
      low = dividendLow;
    }
  }

  /** The double nearest to {@code value / 10^scale}. */
  double toDouble(long valueHigh, long valueLow, int scale) {
    if ((valueHigh | valueLow) == 0) {
      return 0.0;
    }
    long powerHigh = PowersOfTen.high(scale);
    long powerLow = PowersOfTen.low(scale);
    int shift = leadingZeros(valueHigh, valueLow);
    int powerShift = leadingZeros(powerHigh, powerLow);
    division.start(shiftedHigh(powerHigh, powerLow, powerShift), shiftedLow(powerLow, powerShift));
    long top = shiftedHigh(valueHigh, valueLow, shift);
    long bottom = shiftedLow(valueLow, shift);
    division.rest(top >>> 1, top << 63 | bottom >>> 1);
    long quotient = division.bringDown(bottom << 63);
    return DecimalDouble.round(quotient, !division.isExact(), powerShift - shift - 63);
  }

  private static int leadingZeros(long high, long low) {
    return high != 0 ? Long.numberOfLeadingZeros(high) : Long.SIZE + Long.numberOfLeadingZeros(low);
  }

  private static long shiftedHigh(long high, long low, int shift) {
    return shift >= Long.SIZE ? low << shift : high << shift | low >>> 1 >>> 63 - shift;
  }

  private static long shiftedLow(long low, int shift) {
    return shift >= Long.SIZE ? 0 : low << shift;
  }

  /** Divides: the whole part becomes the result, the rest stays in the division. */
  private void whole(long dividendHigh, long dividendLow, long divisorHigh, long divisorLow) {
    division.start(divisorHigh, divisorLow);
    high = division.bringDown(dividendHigh);
    low = division.bringDown(dividendLow);
  }

  /** Result: {@code result * base + digit}; false if that has more than 38 digits. */
  private boolean append(long base, long digit) {
    long sum = low * base + digit;
    long carry = WideDivision.unsignedMultiplyHigh(low, base);
    if (Long.compareUnsigned(sum, digit) < 0) {
      carry++;
    }
    long top = high * base + carry;
    boolean lost =
        WideDivision.unsignedMultiplyHigh(high, base) != 0 || Long.compareUnsigned(top, carry) < 0;
    high = top;
    low = sum;
    return !lost && !Decimal128.exceeds(top, sum);
  }
}

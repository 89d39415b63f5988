package io.millrace.type;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A signed integer of 128 bits: the unscaled value of a DECIMAL of up to 38 digits. Two's
 * complement in two longs, {@link #high()} and {@link #low()}. Mutable, made once and used as
 * scratch by one thread; no method allocates unless it says so or fails.
 *
 * <p>Operands must lie within DECIMAL(38), that is {@code |value| <= 10^38 - 1}; a result outside
 * is a {@link DecimalOverflowException}, which leaves the value as it was. The scale is the
 * caller's business: operands of addition and comparison must have the same one. Rounding is half
 * up, that is a half goes away from zero.
 */
public final class Decimal128 implements Comparable<Decimal128> {
  private static final long MAX_HIGH = 0x4B3B4CA85A86C47AL;
  private static final long MAX_LOW = 0x098A223FFFFFFFFFL;

  private final DecimalDivision division = new DecimalDivision();
  private final WideProduct product = new WideProduct();
  private long high;
  private long low;

  /** Zero. */
  public Decimal128() {}

  /** The high half, with the sign. */
  public long high() {
    return high;
  }

  /** The low half, to be read as unsigned. */
  public long low() {
    return low;
  }

  /** Takes a long. */
  public Decimal128 set(long value) {
    high = value >> 63;
    low = value;
    return this;
  }

  /** Takes both halves, unchecked. */
  public Decimal128 set(long newHigh, long newLow) {
    high = newHigh;
    low = newLow;
    return this;
  }

  /** Takes another value. */
  public Decimal128 set(Decimal128 value) {
    high = value.high;
    low = value.low;
    return this;
  }

  /** Takes an integer of at most 38 digits. Allocates. */
  public Decimal128 set(BigInteger value) {
    long newHigh = value.shiftRight(Long.SIZE).longValue();
    long newLow = value.longValue();
    if (value.bitLength() > 127 || isOutOfRange(newHigh, newLow)) {
      throw new DecimalOverflowException(
          "decimal overflow: unscaled=" + value + "; a DECIMAL holds at most 38 digits");
    }
    return set(newHigh, newLow);
  }

  /**
   * Takes a double, rounded half up from its exact binary value to {@code scale} digits after the
   * point.
   *
   * @throws DecimalOverflowException if it is NaN, infinite, or has too many digits
   */
  public Decimal128 setDouble(double value, int scale) {
    if (!DecimalDouble.multiply(value, scale, product) || isTooLarge(product)) {
      throw DecimalErrors.notADecimal(value);
    }
    return setMagnitude(product.high(), product.low(), value < 0);
  }

  /** Adds. */
  public Decimal128 add(long otherHigh, long otherLow) {
    high = sumHigh(high, low, otherHigh, otherLow);
    low += otherLow;
    return this;
  }

  /** Adds. */
  public Decimal128 add(Decimal128 other) {
    return add(other.high, other.low);
  }

  /** Adds a long. */
  public Decimal128 add(long other) {
    return add(other >> 63, other);
  }

  /** Subtracts. */
  public Decimal128 subtract(long otherHigh, long otherLow) {
    long difference = low - otherLow;
    long borrow = Long.compareUnsigned(low, otherLow) < 0 ? 1 : 0;
    long top = high - otherHigh - borrow;
    if (isOutOfRange(top, difference)) {
      throw DecimalErrors.overflow("-", high, low, otherHigh, otherLow);
    }
    return set(top, difference);
  }

  /** Subtracts. */
  public Decimal128 subtract(Decimal128 other) {
    return subtract(other.high, other.low);
  }

  /** Subtracts a long. */
  public Decimal128 subtract(long other) {
    return subtract(other >> 63, other);
  }

  /** Becomes the product of two longs; it always fits. */
  public Decimal128 setProduct(long left, long right) {
    return set(Math.multiplyHigh(left, right), left * right);
  }

  /** Multiplies. */
  public Decimal128 multiply(long otherHigh, long otherLow) {
    if (high == low >> 63 && otherHigh == otherLow >> 63) {
      return setProduct(low, otherLow);
    }
    return multiply(otherHigh, otherLow, 0);
  }

  /** Multiplies. */
  public Decimal128 multiply(Decimal128 other) {
    return multiply(other.high, other.low);
  }

  /** Multiplies by a long. */
  public Decimal128 multiply(long other) {
    return multiply(other >> 63, other);
  }

  /**
   * Becomes {@code this * other / 10^digits}, rounded once; only that has to fit, the product
   * itself may be longer.
   */
  public Decimal128 multiply(long otherHigh, long otherLow, int digits) {
    product.multiply(
        magnitudeHigh(high, low),
        magnitudeLow(high, low),
        magnitudeHigh(otherHigh, otherLow),
        magnitudeLow(otherHigh, otherLow));
    if (digits > 0) {
      product.divideByPowerOfTen(digits);
    }
    if (isTooLarge(product)) {
      throw DecimalErrors.overflow("*", high, low, otherHigh, otherLow);
    }
    return setMagnitude(product.high(), product.low(), (high ^ otherHigh) < 0);
  }

  /**
   * Becomes {@code this * 10^shift / divisor}, rounded once. For operands of scales s1 and s2 and a
   * result of scale s, {@code shift} is {@code s - s1 + s2}; it may be negative.
   *
   * @throws ArithmeticException if the divisor is 0
   */
  public Decimal128 divide(long divisorHigh, long divisorLow, int shift) {
    DecimalErrors.checkDivisor("/", high, low, divisorHigh, divisorLow);
    boolean fits =
        division.divide(
            magnitudeHigh(high, low),
            magnitudeLow(high, low),
            magnitudeHigh(divisorHigh, divisorLow),
            magnitudeLow(divisorHigh, divisorLow),
            shift);
    if (!fits) {
      throw DecimalErrors.overflow("/", high, low, divisorHigh, divisorLow);
    }
    return setMagnitude(division.high(), division.low(), (high ^ divisorHigh) < 0);
  }

  /** Becomes {@code this * 10^shift / divisor}, rounded once; see the other method. */
  public Decimal128 divide(Decimal128 divisor, int shift) {
    return divide(divisor.high, divisor.low, shift);
  }

  /**
   * Becomes the average of {@code count} numbers whose sum this is.
   *
   * @param count not 0
   * @param sumScale digits after the point of the sum
   * @param averageScale digits after the point of the average
   */
  public Decimal128 average(long count, int sumScale, int averageScale) {
    return divide(count >> 63, count, averageScale - sumScale);
  }

  /**
   * Becomes what is left of {@code this / divisor} when the quotient is truncated. It has the sign
   * of the dividend, and the larger one of both scales.
   *
   * @param scale digits after the point of this value
   * @param divisorScale digits after the point of the divisor
   * @throws ArithmeticException if the divisor is 0
   */
  public Decimal128 remainder(int scale, long divisorHigh, long divisorLow, int divisorScale) {
    DecimalErrors.checkDivisor("%", high, low, divisorHigh, divisorLow);
    division.remainder(
        magnitudeHigh(high, low),
        magnitudeLow(high, low),
        magnitudeHigh(divisorHigh, divisorLow),
        magnitudeLow(divisorHigh, divisorLow),
        divisorScale - scale);
    return setMagnitude(division.high(), division.low(), high < 0);
  }

  /** Changes the sign. */
  public Decimal128 negate() {
    return setMagnitude(high, low, true);
  }

  /** Drops the sign. */
  public Decimal128 abs() {
    return setMagnitude(high, low, high < 0);
  }

  /** Multiplies by 10^{@code digits}. */
  public Decimal128 scaleUp(int digits) {
    if (digits == 0 || (high | low) == 0) {
      return this;
    }
    if (digits > PowersOfTen.MAX_EXPONENT) {
      throw DecimalErrors.overflow(high, low, digits);
    }
    return multiply(PowersOfTen.high(digits), PowersOfTen.low(digits));
  }

  /** Divides by 10^{@code digits}, rounded. */
  public Decimal128 scaleDown(int digits) {
    division.scaleDown(magnitudeHigh(high, low), magnitudeLow(high, low), digits);
    return setMagnitude(division.high(), division.low(), high < 0);
  }

  /** Divides by 10^{@code digits} and drops the fraction. */
  public Decimal128 truncate(int digits) {
    division.truncate(magnitudeHigh(high, low), magnitudeLow(high, low), digits);
    return setMagnitude(division.high(), division.low(), high < 0);
  }

  /** Divides by 10^{@code digits}, rounded towards minus infinity. */
  public Decimal128 floor(int digits) {
    return high < 0 ? awayFromZero(digits, -1) : truncate(digits);
  }

  /** Divides by 10^{@code digits}, rounded towards plus infinity. */
  public Decimal128 ceil(int digits) {
    return high < 0 ? truncate(digits) : awayFromZero(digits, 1);
  }

  private Decimal128 awayFromZero(int digits, int unit) {
    long wholeHigh = high;
    long wholeLow = low;
    truncate(digits);
    long quotientHigh = high;
    long quotientLow = low;
    scaleUp(digits);
    boolean isExact = high == wholeHigh && low == wholeLow;
    set(quotientHigh, quotientLow);
    return isExact ? this : add(unit);
  }

  /** Goes from one scale to another, rounded where digits are lost. */
  public Decimal128 rescale(int fromScale, int toScale) {
    return toScale >= fromScale ? scaleUp(toScale - fromScale) : scaleDown(fromScale - toScale);
  }

  /** -1, 0 or 1. */
  public int signum() {
    return signum(high, low);
  }

  @Override
  public int compareTo(Decimal128 other) {
    return compare(high, low, other.high, other.low);
  }

  /** Whether no DECIMAL is larger. */
  boolean isLargest() {
    return high == MAX_HIGH && low == MAX_LOW;
  }

  /** Whether the value has at most {@code precision} digits. */
  public boolean fits(int precision) {
    return fits(high, low, precision);
  }

  /**
   * Checks that the value has at most {@code precision} digits.
   *
   * @param scale told in the error only
   * @throws DecimalOverflowException if it has more
   */
  public Decimal128 checkPrecision(int precision, int scale) {
    if (!fits(precision)) {
      throw DecimalErrors.tooLong(toString(scale), precision, scale);
    }
    return this;
  }

  /**
   * The value as a long.
   *
   * @throws DecimalOverflowException if it does not fit
   */
  public long toLong() {
    if (high != low >> 63) {
      throw DecimalErrors.notALong(high, low);
    }
    return low;
  }

  /** The double nearest to {@code this / 10^scale}, as {@link BigDecimal#doubleValue()} rounds. */
  public double toDouble(int scale) {
    if (high == low >> 63 && scale <= PowersOfTen.MAX_LONG_EXPONENT) {
      return DecimalDouble.toDouble(low, scale);
    }
    double magnitude = division.toDouble(magnitudeHigh(high, low), magnitudeLow(high, low), scale);
    return high < 0 ? -magnitude : magnitude;
  }

  /** The value as an integer. Allocates. */
  public BigInteger toBigInteger() {
    return toBigInteger(high, low);
  }

  /** The value with {@code scale} digits after the point. Allocates. */
  public String toString(int scale) {
    return new BigDecimal(toBigInteger(), scale).toPlainString();
  }

  /** The unscaled value. Allocates. */
  @Override
  public String toString() {
    return toBigInteger().toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Decimal128 that && high == that.high && low == that.low;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(high * 31 + low);
  }

  /** Number of an unscaled value in two halves. Allocates. */
  static BigInteger toBigInteger(long high, long low) {
    BigInteger bottom = BigInteger.valueOf(low >>> 1).shiftLeft(1).add(BigInteger.valueOf(low & 1));
    return BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(bottom);
  }

  /**
   * High half of a sum, whose low half is {@code leftLow + rightLow}.
   *
   * @throws DecimalOverflowException if the sum has more than 38 digits
   */
  public static long sumHigh(long leftHigh, long leftLow, long rightHigh, long rightLow) {
    long sum = leftLow + rightLow;
    // The carry, without a branch: it is lost on random signs.
    long carry = (leftLow & rightLow | (leftLow | rightLow) & ~sum) >>> 63;
    long top = leftHigh + rightHigh + carry;
    if (isOutOfRange(top, sum)) {
      throw DecimalErrors.overflow("+", leftHigh, leftLow, rightHigh, rightLow);
    }
    return top;
  }

  /** Negative, zero or positive as left is less than, equal to or greater than right. */
  public static int compare(long leftHigh, long leftLow, long rightHigh, long rightLow) {
    return leftHigh != rightHigh
        ? Long.compare(leftHigh, rightHigh)
        : Long.compareUnsigned(leftLow, rightLow);
  }

  /** -1, 0 or 1. */
  public static int signum(long high, long low) {
    return high < 0 ? -1 : (high | low) == 0 ? 0 : 1;
  }

  /** Whether a value in two halves has at most {@code precision} digits. */
  public static boolean fits(long high, long low, int precision) {
    return compare(
            magnitudeHigh(high, low),
            magnitudeLow(high, low),
            PowersOfTen.high(precision),
            PowersOfTen.low(precision))
        < 0;
  }

  private Decimal128 setMagnitude(long newHigh, long newLow, boolean negate) {
    low = negate ? -newLow : newLow;
    high = negate ? ~newHigh + (newLow == 0 ? 1 : 0) : newHigh;
    return this;
  }

  private static long magnitudeHigh(long high, long low) {
    return high < 0 ? ~high + (low == 0 ? 1 : 0) : high;
  }

  private static long magnitudeLow(long high, long low) {
    return high < 0 ? -low : low;
  }

  private static boolean isTooLarge(WideProduct product) {
    return !product.fits() || exceeds(product.high(), product.low());
  }

  /** Whether an unsigned number has more than 38 digits. */
  static boolean exceeds(long high, long low) {
    int order = Long.compareUnsigned(high, MAX_HIGH);
    return order > 0 || (order == 0 && Long.compareUnsigned(low, MAX_LOW) > 0);
  }

  /** Whether a sum of two values in range is not in range, even if it wrapped around. */
  private static boolean isOutOfRange(long high, long low) {
    if (high < MAX_HIGH && high > ~MAX_HIGH) {
      return false;
    }
    return exceeds(magnitudeHigh(high, low), magnitudeLow(high, low));
  }
}

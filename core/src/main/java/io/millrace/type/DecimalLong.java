package io.millrace.type;

import java.math.BigDecimal;

/**
 * Arithmetic on DECIMAL values of up to 18 digits, each the unscaled value in a long. A result of
 * more than 18 digits is a {@link DecimalOverflowException}. Rounding is half up, that is a half
 * goes away from zero. Operands of addition must have the same scale. Free to use from any thread;
 * nothing allocates unless it says so or fails.
 */
public final class DecimalLong {
  private static final int MAX_DIGITS = DataType.MAX_LONG_DECIMAL_PRECISION;
  private static final long LIMIT = 1_000_000_000_000_000_000L;

  private DecimalLong() {}

  /** 10 to the power of {@code exponent}, 0 to 18. */
  public static long powerOfTen(int exponent) {
    return PowersOfTen.asLong(exponent);
  }

  /** {@code left + right}. */
  public static long add(long left, long right) {
    long sum = left + right;
    if (isTooLong(sum)) {
      throw DecimalErrors.overflow("+", left, right);
    }
    return sum;
  }

  /** {@code left - right}. */
  public static long subtract(long left, long right) {
    long difference = left - right;
    if (isTooLong(difference)) {
      throw DecimalErrors.overflow("-", left, right);
    }
    return difference;
  }

  /** {@code left * right}; for a longer product see {@link Decimal128#setProduct}. */
  public static long multiply(long left, long right) {
    long product = left * right;
    if (Math.multiplyHigh(left, right) != product >> 63 || isTooLong(product)) {
      throw DecimalErrors.overflow("*", left, right);
    }
    return product;
  }

  /** {@code left * right / 10^digits}, rounded once, for 0 to 18 digits. */
  public static long multiply(long left, long right, int digits) {
    long high = Math.multiplyHigh(left, right);
    long low = left * right;
    if (high == low >> 63) {
      return checked(scaleDown(low, digits), "*", left, right);
    }
    boolean negative = high < 0;
    long magnitudeHigh = negative ? ~high + (low == 0 ? 1 : 0) : high;
    long magnitudeLow = negative ? -low : low;
    long power = PowersOfTen.asLong(digits);
    if (magnitudeHigh >= power) {
      throw DecimalErrors.overflow("*", left, right);
    }
    long quotient = WideDivision.divide(magnitudeHigh, magnitudeLow, power);
    if (quotient < 0) {
      throw DecimalErrors.overflow("*", left, right);
    }
    long rounded = roundUp(quotient, magnitudeLow - quotient * power, power);
    return checked(negative ? -rounded : rounded, "*", left, right);
  }

  /**
   * {@code dividend * 10^shift / divisor}, rounded once. For operands of scales s1 and s2 and a
   * result of scale s, {@code shift} is {@code s - s1 + s2}; it may be negative.
   *
   * @throws ArithmeticException if the divisor is 0
   */
  public static long divide(long dividend, long divisor, int shift) {
    if (divisor == 0) {
      throw new ArithmeticException("division by zero: unscaled=" + dividend + " / 0");
    }
    if (shift < 0) {
      return scaleDown(dividend / divisor, -shift);
    }
    long divisorMagnitude = Math.abs(divisor);
    long quotient = Math.abs(dividend / divisor);
    long rest = Math.abs(dividend % divisor);
    for (int left = shift; left > 0; left -= MAX_DIGITS) {
      long base = PowersOfTen.asLong(Math.min(left, MAX_DIGITS));
      long low = rest * base;
      long digit = WideDivision.divide(Math.multiplyHigh(rest, base), low, divisorMagnitude);
      rest = low - digit * divisorMagnitude;
      if (quotient > LIMIT / base) {
        throw DecimalErrors.overflow("/", dividend, divisor);
      }
      quotient = quotient * base + digit;
      checked(quotient, "/", dividend, divisor);
    }
    quotient = roundUp(quotient, rest, divisorMagnitude);
    return checked((dividend ^ divisor) < 0 ? -quotient : quotient, "/", dividend, divisor);
  }

  /** {@code value * 10^digits}. */
  public static long scaleUp(long value, int digits) {
    if (digits > MAX_DIGITS && value != 0) {
      throw DecimalErrors.overflow("* 10^", value, digits);
    }
    return value == 0 ? 0 : multiply(value, PowersOfTen.asLong(digits));
  }

  /** {@code value / 10^digits}, rounded. */
  public static long scaleDown(long value, int digits) {
    if (digits > MAX_DIGITS) {
      return 0;
    }
    long power = PowersOfTen.asLong(digits);
    long quotient = value / power;
    long rest = value - quotient * power;
    // A half or more is seen without overflow as rest >= power - rest.
    if (rest >= power - rest) {
      return quotient + 1;
    }
    return -rest >= power + rest ? quotient - 1 : quotient;
  }

  /** {@code value / 10^digits} without its fraction. */
  public static long truncate(long value, int digits) {
    return digits > MAX_DIGITS ? 0 : value / PowersOfTen.asLong(digits);
  }

  /** The value at another scale, rounded where digits are lost. */
  public static long rescale(long value, int fromScale, int toScale) {
    return toScale >= fromScale
        ? scaleUp(value, toScale - fromScale)
        : scaleDown(value, fromScale - toScale);
  }

  /** Whether the value has at most {@code precision} digits, 1 to 18. */
  public static boolean fits(long value, int precision) {
    long limit = PowersOfTen.asLong(precision);
    return value < limit && value > -limit;
  }

  /**
   * The value, if it has at most {@code precision} digits.
   *
   * @param scale told in the error only
   * @throws DecimalOverflowException if it has more
   */
  public static long checkPrecision(long value, int precision, int scale) {
    if (!fits(value, precision)) {
      throw DecimalErrors.tooLong(toString(value, scale), precision, scale);
    }
    return value;
  }

  /** The double nearest to {@code value / 10^scale}, for a scale of 0 to 18. */
  public static double toDouble(long value, int scale) {
    return DecimalDouble.toDouble(value, scale);
  }

  /**
   * A double, rounded half up from its exact binary value to {@code scale} digits after the point.
   *
   * @param scratch is overwritten
   * @throws DecimalOverflowException if it is NaN, infinite, or has too many digits
   */
  public static long fromDouble(double value, int scale, Decimal128 scratch) {
    scratch.setDouble(value, scale);
    if (!scratch.fits(MAX_DIGITS)) {
      throw DecimalErrors.tooLong(scratch.toString(scale), MAX_DIGITS, scale);
    }
    return scratch.low();
  }

  /** The value with {@code scale} digits after the point. Allocates. */
  public static String toString(long value, int scale) {
    return BigDecimal.valueOf(value, scale).toPlainString();
  }

  private static long roundUp(long quotient, long rest, long divisor) {
    return rest >= divisor - rest ? quotient + 1 : quotient;
  }

  private static boolean isTooLong(long value) {
    return value >= LIMIT || value <= -LIMIT;
  }

  private static long checked(long value, String operator, long left, long right) {
    if (isTooLong(value)) {
      throw DecimalErrors.overflow(operator, left, right);
    }
    return value;
  }
}

package io.millrace.expression;

import java.math.BigDecimal;

/**
 * Arithmetic on DECIMAL values kept as unscaled longs, where plain Java operators do not do. Rounds
 * half up, that is away from zero.
 */
public final class DecimalArithmetic {
  private DecimalArithmetic() {}

  /**
   * {@code dividend * shift / divisor}, rounded half up.
   *
   * @param dividend unscaled, with {@code scale} digits after the point (told in an error only)
   * @param shift a power of ten; the product with the dividend must fit a long
   * @param divisor unscaled
   */
  public static long divide(long dividend, int scale, long shift, long divisor) {
    if (divisor == 0) {
      throw new ArithmeticException(
          "division by zero: " + BigDecimal.valueOf(dividend, scale).toPlainString() + " / 0");
    }
    return divideHalfUp(dividend * shift, divisor);
  }

  /** {@code dividend / divisor}, rounded half up; the divisor is not 0. */
  public static long divideHalfUp(long dividend, long divisor) {
    long quotient = dividend / divisor;
    long remainder = Math.abs(dividend % divisor);
    if (remainder >= Math.abs(divisor) - remainder) {
      return quotient + ((dividend ^ divisor) < 0 ? -1 : 1);
    }
    return quotient;
  }

  /** What is left of {@code left} after a division that truncates; both have {@code scale}. */
  public static long remainder(long left, long right, int scale) {
    if (right == 0) {
      throw new ArithmeticException(
          "division by zero: " + BigDecimal.valueOf(left, scale).toPlainString() + " % 0");
    }
    return left % right;
  }
}

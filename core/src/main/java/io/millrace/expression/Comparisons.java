package io.millrace.expression;

/**
 * Comparisons of REAL and DOUBLE with the order of SQL: NaN equals itself and is greater than every
 * other number, and both zeros are equal.
 */
public final class Comparisons {
  private Comparisons() {}

  /** {@code left = right}. */
  public static boolean equal(double left, double right) {
    return left == right | (Double.isNaN(left) & Double.isNaN(right));
  }

  /** {@code left < right}. */
  public static boolean less(double left, double right) {
    return left < right | (!Double.isNaN(left) & Double.isNaN(right));
  }

  /** {@code left <= right}. */
  public static boolean lessOrEqual(double left, double right) {
    return left <= right | Double.isNaN(right);
  }

  /** Negative, zero or positive as {@code left} is less than, equal to or greater than right. */
  public static int compare(double left, double right) {
    if (less(left, right)) {
      return -1;
    }
    return equal(left, right) ? 0 : 1;
  }
}

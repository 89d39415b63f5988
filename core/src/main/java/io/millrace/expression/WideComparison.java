package io.millrace.expression;

import io.millrace.type.Decimal128;

/** Comparison of DECIMAL values of different scales. */
public final class WideComparison {
  private WideComparison() {}

  /**
   * Negative, zero or positive as left is less than, equal to or greater than right; never fails,
   * even where the values have no common scale within 38 digits.
   *
   * @param leftScale digits after the point of left
   * @param rightScale digits after the point of right
   * @param scratch is overwritten; must be neither operand
   */
  public static int compare(
      Decimal128 left, int leftScale, Decimal128 right, int rightScale, Decimal128 scratch) {
    return leftScale <= rightScale
        ? compareToFiner(left, right, rightScale - leftScale, scratch)
        : -compareToFiner(right, left, leftScale - rightScale, scratch);
  }

  /** Compares whole units of the coarser number first, then what the finer one has beyond them. */
  private static int compareToFiner(
      Decimal128 coarse, Decimal128 fine, int digits, Decimal128 scratch) {
    int order = coarse.compareTo(scratch.set(fine).truncate(digits));
    return order != 0 ? order : scratch.scaleUp(digits).compareTo(fine);
  }
}

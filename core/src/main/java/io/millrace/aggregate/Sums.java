package io.millrace.aggregate;

/** Addition for SUM and COUNT. Nothing wraps. */
public final class Sums {
  private Sums() {}

  /** Whether {@code sum + value} is no long. */
  public static boolean overflows(long sum, long value) {
    long result = sum + value;
    return ((sum ^ result) & (value ^ result)) < 0;
  }

  /** What {@code value} adds to the high half of a sum whose low half it makes overflow. */
  public static long carry(long value) {
    return value >> 63 | 1;
  }

  /**
   * {@code sum + value}.
   *
   * @throws ArithmeticException if the result is no BIGINT
   */
  public static long add(long sum, long value) {
    if (overflows(sum, value)) {
      throw new ArithmeticException(
          "BIGINT overflow in SUM: sum="
              + sum
              + ", value="
              + value
              + "; sum CAST(… AS DECIMAL(38, 0)) instead");
    }
    return sum + value;
  }
}

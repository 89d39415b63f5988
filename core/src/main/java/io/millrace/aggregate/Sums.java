package io.millrace.aggregate;

/** Addition for SUM and COUNT. Nothing wraps. */
public final class Sums {
  private Sums() {}

  /**
   * What adding {@code value} to a sum of 128 bits adds to its high half, where {@code low} is the
   * low half.
   */
  public static long carry(long low, long value) {
    return (value >> 63) + (((low & value) | ((low | value) & ~(low + value))) >>> 63);
  }

  /**
   * {@code sum + value}.
   *
   * @throws ArithmeticException if the result is no BIGINT
   */
  public static long add(long sum, long value) {
    long result = sum + value;
    if (((sum ^ result) & (value ^ result)) < 0) {
      throw new ArithmeticException(
          "BIGINT overflow in SUM: sum="
              + sum
              + ", value="
              + value
              + "; sum CAST(… AS DECIMAL(38, 0)) instead");
    }
    return result;
  }
}

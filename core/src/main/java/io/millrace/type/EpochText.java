package io.millrace.type;

/**
 * TIMESTAMP as a number since 1970-01-01T00:00:00 UTC, such as {@code 1385386387.123} seconds. Free
 * to use from any thread.
 */
public final class EpochText {
  private static final int CHUNK = PowersOfTen.MAX_LONG_EXPONENT;
  private static final int FRACTION_DIGITS = 9;

  /** The first digit of the largest long. */
  private static final int MOST_TOP_DIGIT = 9;

  private EpochText() {}

  /**
   * Reads nanoseconds since 1970 from {@code from} up to, not including, {@code to}.
   *
   * @param unit what the number counts; it may have a fraction
   * @param precision digits of the fraction of a second that are kept, 0 to 9; the rest is dropped
   *     towards the past
   * @throws ValueFormatException if it is no number, or nanoseconds do not fit a long (before
   *     1677-09-21 or after 2262-04-11)
   */
  public static long parse(byte[] source, int from, int to, EpochUnit unit, int precision) {
    int start = Ascii.skipBlanks(source, from, to);
    int stop = Ascii.dropBlanks(source, start, to);
    int first = NumberSyntax.digitsStart(source, start, stop);
    int end = NumberSyntax.digitsEnd(source, first, stop);
    int exponent = end < 0 ? end : NumberSyntax.exponent(source, end, stop);
    if (exponent == NumberSyntax.MALFORMED) {
      throw ValueFormatException.of(
          "not a TIMESTAMP in " + unit.symbol(), source, from, to, "expected a number since 1970");
    }
    int point = NumberSyntax.point(source, first, end);
    int dropped = FRACTION_DIGITS - precision;
    int taken = point - first + exponent + unit.digits() - dropped;
    long top = NumberSyntax.value(source, first, point, end, taken - 2 * CHUNK, CHUNK);
    long value = NumberSyntax.value(source, first, point, end, taken - CHUNK, CHUNK);
    boolean negative = source[start] == '-';
    if (negative && !NumberSyntax.isZero(source, first, point, end, taken, Integer.MAX_VALUE)) {
      value++;
    }
    long sum = top * PowersOfTen.asLong(CHUNK) + value;
    long power = PowersOfTen.asLong(dropped);
    if (top > MOST_TOP_DIGIT
        || sum < 0
        || sum > Long.MAX_VALUE / power
        || !NumberSyntax.isZero(source, first, point, end, 0, taken - 2 * CHUNK)) {
      throw TimestampText.outOfRange(source, from, to);
    }
    return negative ? -sum * power : sum * power;
  }
}

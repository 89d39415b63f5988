package io.millrace.type;

/** What goes wrong with DECIMAL values, in words. */
final class DecimalErrors {
  private static final String MOST_DIGITS = "; a DECIMAL holds at most 38 digits";

  private DecimalErrors() {}

  static DecimalOverflowException overflow(
      String operator, long leftHigh, long leftLow, long rightHigh, long rightLow) {
    return new DecimalOverflowException(
        "decimal overflow: unscaled="
            + Decimal128.toBigInteger(leftHigh, leftLow)
            + " "
            + operator
            + " "
            + Decimal128.toBigInteger(rightHigh, rightLow)
            + MOST_DIGITS);
  }

  static DecimalOverflowException overflow(String operator, long left, long right) {
    return new DecimalOverflowException(
        "decimal overflow: unscaled="
            + left
            + " "
            + operator
            + " "
            + right
            + "; this DECIMAL holds at most 18 digits");
  }

  static DecimalOverflowException overflow(long high, long low, int digits) {
    return new DecimalOverflowException(
        "decimal overflow: unscaled="
            + Decimal128.toBigInteger(high, low)
            + " * 10^"
            + digits
            + MOST_DIGITS);
  }

  static DecimalOverflowException notADecimal(double value) {
    return new DecimalOverflowException(
        "decimal overflow: value=" + value + "; a DECIMAL is finite and holds at most 38 digits");
  }

  static DecimalOverflowException notALong(long high, long low) {
    return new DecimalOverflowException(
        "BIGINT overflow: value="
            + Decimal128.toBigInteger(high, low)
            + "; BIGINT ends at "
            + Long.MAX_VALUE);
  }

  static DecimalOverflowException tooLong(String value, int precision, int scale) {
    return new DecimalOverflowException(
        "decimal overflow: value="
            + value
            + "; it does not fit DECIMAL("
            + precision
            + ", "
            + scale
            + ")");
  }

  static void checkDivisor(
      String operator, long high, long low, long divisorHigh, long divisorLow) {
    if ((divisorHigh | divisorLow) == 0) {
      throw new ArithmeticException(
          "division by zero: unscaled="
              + Decimal128.toBigInteger(high, low)
              + " "
              + operator
              + " 0");
    }
  }
}

package io.millrace.expression;

/**
 * INTEGER and BIGINT arithmetic. What does not fit the type is an {@link ArithmeticException} that
 * names operation and operands; so is division by zero.
 */
public final class Arithmetic {
  private static final String INTEGER = "INTEGER";
  private static final String BIGINT = "BIGINT";

  private Arithmetic() {}

  /** {@code left + right} as INTEGER. */
  public static int add(int left, int right) {
    int sum = left + right;
    if (((left ^ sum) & (right ^ sum)) < 0) {
      throw overflow(INTEGER, left, " + ", right);
    }
    return sum;
  }

  /** {@code left + right} as BIGINT. */
  public static long add(long left, long right) {
    long sum = left + right;
    if (((left ^ sum) & (right ^ sum)) < 0) {
      throw overflow(BIGINT, left, " + ", right);
    }
    return sum;
  }

  /** {@code left - right} as INTEGER. */
  public static int subtract(int left, int right) {
    int difference = left - right;
    if (((left ^ right) & (left ^ difference)) < 0) {
      throw overflow(INTEGER, left, " - ", right);
    }
    return difference;
  }

  /** {@code left - right} as BIGINT. */
  public static long subtract(long left, long right) {
    long difference = left - right;
    if (((left ^ right) & (left ^ difference)) < 0) {
      throw overflow(BIGINT, left, " - ", right);
    }
    return difference;
  }

  /** {@code left * right} as INTEGER. */
  public static int multiply(int left, int right) {
    long product = (long) left * right;
    if ((int) product != product) {
      throw overflow(INTEGER, left, " * ", right);
    }
    return (int) product;
  }

  /** {@code left * right} as BIGINT. */
  public static long multiply(long left, long right) {
    long product = left * right;
    if (Math.multiplyHigh(left, right) != product >> 63) {
      throw overflow(BIGINT, left, " * ", right);
    }
    return product;
  }

  /** {@code left / right} as INTEGER, truncated. */
  public static int divide(int left, int right) {
    if (right == 0) {
      throw divisionByZero(left, " / ");
    }
    if (right == -1 && left == Integer.MIN_VALUE) {
      throw overflow(INTEGER, left, " / ", right);
    }
    return left / right;
  }

  /** {@code left / right} as BIGINT, truncated. */
  public static long divide(long left, long right) {
    if (right == 0) {
      throw divisionByZero(left, " / ");
    }
    if (right == -1 && left == Long.MIN_VALUE) {
      throw overflow(BIGINT, left, " / ", right);
    }
    return left / right;
  }

  /** What is left of {@code left} after a division that truncates; it has the sign of left. */
  public static int remainder(int left, int right) {
    if (right == 0) {
      throw divisionByZero(left, " % ");
    }
    return left % right;
  }

  /** What is left of {@code left} after a division that truncates; it has the sign of left. */
  public static long remainder(long left, long right) {
    if (right == 0) {
      throw divisionByZero(left, " % ");
    }
    return left % right;
  }

  /** {@code -value} as INTEGER. */
  public static int negate(int value) {
    if (value == Integer.MIN_VALUE) {
      throw new ArithmeticException("INTEGER overflow: -(" + value + ")");
    }
    return -value;
  }

  /** {@code -value} as BIGINT. */
  public static long negate(long value) {
    if (value == Long.MIN_VALUE) {
      throw new ArithmeticException("BIGINT overflow: -(" + value + ")");
    }
    return -value;
  }

  /** {@code value} without its sign as INTEGER. */
  public static int abs(int value) {
    return value < 0 ? negate(value) : value;
  }

  /** {@code value} without its sign as BIGINT. */
  public static long abs(long value) {
    return value < 0 ? negate(value) : value;
  }

  private static ArithmeticException overflow(String type, long left, String operator, long right) {
    return new ArithmeticException(type + " overflow: " + left + operator + right);
  }

  private static ArithmeticException divisionByZero(long left, String operator) {
    return new ArithmeticException("division by zero: " + left + operator + "0");
  }
}

package io.millrace.type;

import java.math.BigInteger;

/** Powers of ten as longs and as pairs of longs. */
final class PowersOfTen {
  /** Largest exponent whose power fits a long. */
  static final int MAX_LONG_EXPONENT = 18;

  /** Largest exponent whose power fits 127 bits. */
  static final int MAX_EXPONENT = DataType.MAX_DECIMAL_PRECISION;

  private static final long[] HIGHS = new long[MAX_EXPONENT + 1];
  private static final long[] LOWS = new long[MAX_EXPONENT + 1];

  static {
    for (int i = 0; i <= MAX_EXPONENT; i++) {
      BigInteger power = BigInteger.TEN.pow(i);
      HIGHS[i] = power.shiftRight(Long.SIZE).longValue();
      LOWS[i] = power.longValue();
    }
  }

  private PowersOfTen() {}

  /** 10 to the power of 0 to 18. */
  static long asLong(int exponent) {
    assert exponent <= MAX_LONG_EXPONENT : exponent;
    return LOWS[exponent];
  }

  /** High half of 10 to the power of 0 to 38. */
  static long high(int exponent) {
    return HIGHS[exponent];
  }

  /** Low half of 10 to the power of 0 to 38. */
  static long low(int exponent) {
    return LOWS[exponent];
  }
}

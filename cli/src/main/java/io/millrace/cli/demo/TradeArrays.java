package io.millrace.cli.demo;

import java.math.BigInteger;

/**
 * Trades as plain arrays in their order, for the independent computation.
 *
 * @param timesNs ascending
 * @param priceCents prices in hundredths
 * @param amounts amounts in units of 10^-8
 */
record TradeArrays(long[] timesNs, long[] priceCents, long[] amounts) {
  /** Number of trades. */
  int count() {
    return timesNs.length;
  }

  /**
   * A mean price weighted by amounts.
   *
   * @param money sum of price times amount, in units of 10^-10
   * @param amount sum of the amounts, in units of 10^-8
   * @param scale digits behind the point of the result, which is cut there
   */
  static long meanPrice(BigInteger money, BigInteger amount, int scale) {
    return money
        .multiply(BigInteger.TEN.pow(scale))
        .divide(amount.multiply(BigInteger.valueOf(100)))
        .longValueExact();
  }

  /** What is wrong with a mean price, or null; how its last digit is rounded does not matter. */
  static String comparePrice(long key, long expected, long price) {
    boolean close = price == expected || price == expected + 1;
    return close ? null : AnswerCheck.wrong("mean price", key, expected, price);
  }
}

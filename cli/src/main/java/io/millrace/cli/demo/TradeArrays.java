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
   * The mean price of the trades from {@code from} on, weighted by their amounts.
   *
   * @param scale digits behind the point of the result, which is cut there
   */
  long meanPrice(int from, int to, int scale) {
    BigInteger money = BigInteger.ZERO;
    BigInteger amount = BigInteger.ZERO;
    for (int i = from; i < to; i++) {
      BigInteger traded = BigInteger.valueOf(amounts[i]);
      money = money.add(BigInteger.valueOf(priceCents[i]).multiply(traded));
      amount = amount.add(traded);
    }
    return money
        .multiply(BigInteger.TEN.pow(scale))
        .divide(amount.multiply(BigInteger.valueOf(100)))
        .longValueExact();
  }
}

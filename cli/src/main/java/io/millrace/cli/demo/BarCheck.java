package io.millrace.cli.demo;

import io.millrace.batch.RecordBatch;
import java.math.BigInteger;

/** The bars of a minute, one after another: start, lowest, highest, volume, trades, mean price. */
final class BarCheck extends AnswerCheck {
  private static final long MINUTE_NS = 60_000_000_000L;

  private final TradeArrays trades;
  private int next;

  BarCheck(TradeArrays trades) {
    this.trades = trades;
  }

  @Override
  String compare(RecordBatch rows, int row) {
    long start = number(rows, 0, row);
    int from = next;
    long lowest = Long.MAX_VALUE;
    long highest = Long.MIN_VALUE;
    long volume = 0;
    BigInteger money = BigInteger.ZERO;
    while (next < trades.count() && startOf(next) == start) {
      lowest = Math.min(lowest, trades.priceCents()[next]);
      highest = Math.max(highest, trades.priceCents()[next]);
      long amount = trades.amounts()[next];
      volume += amount;
      money = money.add(BigInteger.valueOf(Math.multiplyExact(trades.priceCents()[next], amount)));
      next++;
    }
    if (next == from) {
      return "bar should not be there: startNs=" + start;
    }
    long[] expected = {start, lowest, highest, volume, next - from};
    for (int column = 0; column < expected.length; column++) {
      if (number(rows, column, row) != expected[column]) {
        return wrong("bar", start, expected[column], number(rows, column, row));
      }
    }
    int price = expected.length;
    int scale = rows.schema().type(price).scale();
    return TradeArrays.comparePrice(
        start,
        TradeArrays.meanPrice(money, BigInteger.valueOf(volume), scale),
        number(rows, price, row));
  }

  private long startOf(int trade) {
    return trades.timesNs()[trade] - Math.floorMod(trades.timesNs()[trade], MINUTE_NS);
  }

  @Override
  long expectedRows() {
    long bars = 0;
    for (int i = 0; i < trades.count(); i++) {
      bars += i == 0 || startOf(i) != startOf(i - 1) ? 1 : 0;
    }
    return bars;
  }
}

package io.millrace.cli.demo;

import io.millrace.batch.RecordBatch;

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
    while (next < trades.count() && startOf(next) == start) {
      lowest = Math.min(lowest, trades.priceCents()[next]);
      highest = Math.max(highest, trades.priceCents()[next]);
      volume += trades.amounts()[next];
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
    return comparePrice(trades, from, next, rows, expected.length, row);
  }

  /** What is wrong with a mean price, or null; how its last digit is rounded does not matter. */
  static String comparePrice(
      TradeArrays trades, int from, int to, RecordBatch rows, int column, int row) {
    long expected = trades.meanPrice(from, to, rows.schema().type(column).scale());
    long price = number(rows, column, row);
    boolean close = price == expected || price == expected + 1;
    return close ? null : wrong("mean price", from, expected, price);
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

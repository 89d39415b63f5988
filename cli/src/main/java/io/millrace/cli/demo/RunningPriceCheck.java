package io.millrace.cli.demo;

import io.millrace.batch.RecordBatch;
import java.math.BigInteger;

/** After each trade, the number of trades and their mean price, weighted by amount. */
final class RunningPriceCheck extends AnswerCheck {
  private final TradeArrays trades;
  private BigInteger money = BigInteger.ZERO;
  private BigInteger amount = BigInteger.ZERO;
  private int next;

  RunningPriceCheck(TradeArrays trades) {
    this.trades = trades;
  }

  @Override
  String compare(RecordBatch rows, int row) {
    if (next == trades.count()) {
      return "row should not be there: trades=" + number(rows, 0, row);
    }
    BigInteger traded = BigInteger.valueOf(trades.amounts()[next]);
    money = money.add(BigInteger.valueOf(trades.priceCents()[next]).multiply(traded));
    amount = amount.add(traded);
    next++;
    if (number(rows, 0, row) != next) {
      return wrong("trades", next, next, number(rows, 0, row));
    }
    long expected = TradeArrays.meanPrice(money, amount, rows.schema().type(1).scale());
    return TradeArrays.comparePrice(next, expected, number(rows, 1, row));
  }

  @Override
  long expectedRows() {
    return trades.count();
  }
}

package io.millrace.cli.demo;

import io.millrace.batch.RecordBatch;

/** S0: the orders above 100.00, each once. */
final class FilterCheck extends AnswerCheck {
  private static final long LIMIT_CENTS = 100_00;

  private final OrderArrays orders;
  private final boolean[] seen;
  private int last = -1;

  FilterCheck(OrderArrays orders) {
    this.orders = orders;
    this.seen = new boolean[orders.count()];
  }

  @Override
  String compare(RecordBatch rows, int row) {
    long orderId = number(rows, 0, row);
    int order = orders.indexOf(orderId, last + 1);
    last = order;
    if (order < 0 || seen[order] || orders.totalCents()[order] <= LIMIT_CENTS) {
      return "row should not be there: order_id=" + orderId;
    }
    seen[order] = true;
    long customer = number(rows, 1, row);
    if (customer != orders.customerIds()[order]) {
      return wrong("customer_id", orderId, orders.customerIds()[order], customer);
    }
    long total = number(rows, 2, row);
    if (total != orders.totalCents()[order]) {
      return wrong("total_amount", orderId, orders.totalCents()[order], total);
    }
    return null;
  }

  @Override
  long expectedRows() {
    long count = 0;
    for (long cents : orders.totalCents()) {
      count += cents > LIMIT_CENTS ? 1 : 0;
    }
    return count;
  }
}

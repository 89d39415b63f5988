package io.millrace.cli.demo;

import io.millrace.batch.RecordBatch;
import java.util.Arrays;

/** S2: for every order, the new count and sum of its customer. */
final class RunningSumCheck extends AnswerCheck {
  private static final int NONE = -1;

  private final OrderArrays orders;
  private final int[] nextOrders;
  private final int[] cursors;
  private final int[] counts;
  private final long[] sumsCents;

  RunningSumCheck(OrderArrays orders) {
    this.orders = orders;
    int customers = orders.customerLimit();
    this.nextOrders = new int[orders.count()];
    this.cursors = new int[customers];
    this.counts = new int[customers];
    this.sumsCents = new long[customers];
    Arrays.fill(cursors, NONE);
    for (int i = orders.count() - 1; i >= 0; i--) {
      int customer = orders.customerIds()[i];
      nextOrders[i] = cursors[customer];
      cursors[customer] = i;
    }
  }

  @Override
  String compare(RecordBatch rows, int row) {
    long key = number(rows, 0, row);
    if (key < 0 || key >= cursors.length || cursors[(int) key] == NONE) {
      return "row should not be there: customer_id=" + key;
    }
    int customer = (int) key;
    int order = cursors[customer];
    cursors[customer] = nextOrders[order];
    counts[customer]++;
    sumsCents[customer] += orders.amountCents()[order];
    if (number(rows, 1, row) != counts[customer]) {
      return wrong("order_count", key, counts[customer], number(rows, 1, row));
    }
    if (number(rows, 2, row) != sumsCents[customer]) {
      return wrong("total", key, sumsCents[customer], number(rows, 2, row));
    }
    return null;
  }

  @Override
  long expectedRows() {
    return orders.count();
  }
}

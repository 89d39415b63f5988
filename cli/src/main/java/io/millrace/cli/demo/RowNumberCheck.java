package io.millrace.cli.demo;

import io.millrace.batch.RecordBatch;

/** S1: every order with its number among the orders of its customer, in event-time order. */
final class RowNumberCheck extends AnswerCheck {
  private final OrderArrays orders;
  private final int[] rowNumbers;
  private final int[] lastSeen;
  private int last = -1;

  RowNumberCheck(OrderArrays orders) {
    this.orders = orders;
    this.rowNumbers = new int[orders.count()];
    this.lastSeen = new int[orders.customerLimit()];
    int[] counts = new int[orders.customerLimit()];
    for (int i = 0; i < orders.count(); i++) {
      rowNumbers[i] = ++counts[orders.customerIds()[i]];
    }
  }

  @Override
  String compare(RecordBatch rows, int row) {
    long orderId = number(rows, 0, row);
    int order = orders.indexOf(orderId, last + 1);
    last = order;
    if (order < 0) {
      return "row should not be there: order_id=" + orderId;
    }
    int customer = orders.customerIds()[order];
    if (number(rows, 1, row) != customer) {
      return wrong("customer_id", orderId, customer, number(rows, 1, row));
    }
    long rowNumber = number(rows, 2, row);
    if (rowNumber != rowNumbers[order]) {
      return wrong("rn", orderId, rowNumbers[order], rowNumber);
    }
    if (rowNumber != ++lastSeen[customer]) {
      return wrong("order of rows", customer, lastSeen[customer], rowNumber);
    }
    return null;
  }

  @Override
  long expectedRows() {
    return orders.count();
  }
}

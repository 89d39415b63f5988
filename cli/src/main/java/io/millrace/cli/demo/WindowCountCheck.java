package io.millrace.cli.demo;

import io.millrace.batch.RecordBatch;

/**
 * S3: orders by hour and customer. S3a has one row for each of them with the final count, S3b one
 * for each order with the count so far.
 */
final class WindowCountCheck extends AnswerCheck {
  private final OrderArrays orders;
  private final boolean everyChange;
  private final int customers;
  private final int[] counts;
  private final int[] seen;

  WindowCountCheck(OrderArrays orders, boolean everyChange) {
    this.orders = orders;
    this.everyChange = everyChange;
    this.customers = orders.customerLimit();
    int cells = Math.multiplyExact(orders.hourCount(), customers);
    this.counts = new int[cells];
    this.seen = new int[cells];
    for (int i = 0; i < orders.count(); i++) {
      counts[orders.hour(i) * customers + orders.customerIds()[i]]++;
    }
  }

  @Override
  String compare(RecordBatch rows, int row) {
    int hour = orders.hourAt(number(rows, 0, row));
    long customer = number(rows, 1, row);
    if (hour < 0 || customer < 0 || customer >= customers) {
      return "row should not be there: hour=" + hour + ", customer_id=" + customer;
    }
    int cell = hour * customers + (int) customer;
    seen[cell]++;
    int expected = everyChange ? seen[cell] : counts[cell];
    boolean tooMany = seen[cell] > (everyChange ? counts[cell] : 1);
    long count = number(rows, 2, row);
    if (tooMany || count != expected) {
      return wrong("count", customer, expected, count) + ", hour=" + hour;
    }
    return null;
  }

  @Override
  long expectedRows() {
    if (everyChange) {
      return orders.count();
    }
    long groups = 0;
    for (int count : counts) {
      groups += count > 0 ? 1 : 0;
    }
    return groups;
  }
}

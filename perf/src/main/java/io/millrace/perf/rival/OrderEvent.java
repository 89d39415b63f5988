package io.millrace.perf.rival;

import io.millrace.batch.RecordBatch;
import io.millrace.perf.scenario.Workload;

/**
 * An order as a bean, with amounts in cents and times in nanoseconds: the event type that cost
 * Esper least when it was compared with object arrays, as nothing is boxed on the way in. Public,
 * as code that is generated at run time calls it.
 */
public final class OrderEvent {
  private final long orderId;
  private final long customerId;
  private final long totalAmount;
  private final long amount;
  private final long eventTime;

  /** The order in a row of a batch. */
  public OrderEvent(RecordBatch batch, int row) {
    orderId = batch.column(Workload.ORDER_ID).longs()[row];
    customerId = batch.column(Workload.CUSTOMER_ID).longs()[row];
    totalAmount = batch.column(Workload.TOTAL_AMOUNT).longs()[row];
    amount = batch.column(Workload.AMOUNT).longs()[row];
    eventTime = batch.column(Workload.EVENT_TIME).longs()[row];
  }

  /** Number of the order. */
  public long getOrderId() {
    return orderId;
  }

  /** Who ordered. */
  public long getCustomerId() {
    return customerId;
  }

  /** Total in cents. */
  public long getTotalAmount() {
    return totalAmount;
  }

  /** Amount in cents. */
  public long getAmount() {
    return amount;
  }

  /** Event time in nanoseconds. */
  public long getEventTime() {
    return eventTime;
  }
}

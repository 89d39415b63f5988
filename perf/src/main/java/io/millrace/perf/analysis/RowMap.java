package io.millrace.perf.analysis;

import io.millrace.batch.RecordBatch;
import io.millrace.perf.scenario.Workload;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/**
 * A row as a map from column name to boxed value: what is easy to write, and what costs most.
 * Reading a value hashes its name, follows an entry and a box, and casts; a row of five numbers is
 * some twenty objects.
 */
final class RowMap {
  static final String ORDER_ID = "order_id";
  static final String CUSTOMER_ID = "customer_id";
  static final String TOTAL_AMOUNT = "total_amount";
  static final String AMOUNT = "amount";
  static final String EVENT_TIME = "event_time";

  private static final int AMOUNT_SCALE = 2;

  private RowMap() {}

  /** The row as it comes in: whole numbers as {@link Long}, amounts as {@link BigDecimal}. */
  static Map<String, Object> of(RecordBatch batch, int row) {
    Map<String, Object> map = new HashMap<>();
    map.put(ORDER_ID, batch.column(Workload.ORDER_ID).longs()[row]);
    map.put(CUSTOMER_ID, batch.column(Workload.CUSTOMER_ID).longs()[row]);
    map.put(TOTAL_AMOUNT, amount(batch.column(Workload.TOTAL_AMOUNT).longs()[row]));
    map.put(AMOUNT, amount(batch.column(Workload.AMOUNT).longs()[row]));
    map.put(EVENT_TIME, batch.column(Workload.EVENT_TIME).longs()[row]);
    return map;
  }

  private static BigDecimal amount(long cents) {
    return BigDecimal.valueOf(cents, AMOUNT_SCALE);
  }

  /** A number of a result row as a long: an amount in cents, another number as it is. */
  static long asLong(Object value) {
    return value instanceof BigDecimal amount
        ? amount.unscaledValue().longValueExact()
        : (Long) value;
  }
}

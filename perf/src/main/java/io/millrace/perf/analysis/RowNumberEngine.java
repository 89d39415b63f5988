package io.millrace.perf.analysis;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * {@code ROW_NUMBER()} per customer, in order of arrival: kinder than the query, which asks for the
 * order of event time, and the same where a customer's rows arrive in that order, as these do.
 */
final class RowNumberEngine implements RowMapEngine {
  static final String ROW_NUMBER = "rn";

  private final Map<Object, Long> rowNumbers;

  RowNumberEngine(StateMaps maps) {
    rowNumbers = maps.create();
  }

  @Override
  public void onRow(Map<String, Object> row, Consumer<Map<String, Object>> output) {
    Object customer = row.get(RowMap.CUSTOMER_ID);
    Long rowNumber = rowNumbers.merge(customer, 1L, Long::sum);
    Map<String, Object> result = new HashMap<>();
    result.put(RowMap.ORDER_ID, row.get(RowMap.ORDER_ID));
    result.put(RowMap.CUSTOMER_ID, customer);
    result.put(ROW_NUMBER, rowNumber);
    output.accept(result);
  }
}

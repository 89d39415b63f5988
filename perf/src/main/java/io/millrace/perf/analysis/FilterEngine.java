package io.millrace.perf.analysis;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** {@code WHERE total_amount > 100} and three columns out. No state. */
final class FilterEngine implements RowMapEngine {
  private static final BigDecimal LIMIT = BigDecimal.valueOf(100);

  @Override
  public void onRow(Map<String, Object> row, Consumer<Map<String, Object>> output) {
    BigDecimal total = (BigDecimal) row.get(RowMap.TOTAL_AMOUNT);
    if (total.compareTo(LIMIT) > 0) {
      Map<String, Object> result = new HashMap<>();
      result.put(RowMap.ORDER_ID, row.get(RowMap.ORDER_ID));
      result.put(RowMap.CUSTOMER_ID, row.get(RowMap.CUSTOMER_ID));
      result.put(RowMap.TOTAL_AMOUNT, total);
      output.accept(result);
    }
  }
}

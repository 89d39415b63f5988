package io.millrace.perf.analysis;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** {@code COUNT(*)} and {@code SUM(amount)} per customer, on every change or once at the end. */
final class TotalsEngine implements RowMapEngine {
  static final String ORDER_COUNT = "order_count";
  static final String TOTAL = "total";

  private final Map<Object, Totals> totals;
  private final boolean onEveryChange;

  TotalsEngine(StateMaps maps, boolean onEveryChange) {
    this.totals = maps.create();
    this.onEveryChange = onEveryChange;
  }

  @Override
  public void onRow(Map<String, Object> row, Consumer<Map<String, Object>> output) {
    Object customer = row.get(RowMap.CUSTOMER_ID);
    Totals one = new Totals(1, (BigDecimal) row.get(RowMap.AMOUNT));
    Totals changed = totals.merge(customer, one, Totals::plus);
    if (onEveryChange) {
      output.accept(result(customer, changed));
    }
  }

  @Override
  public void onEndOfInput(Consumer<Map<String, Object>> output) {
    if (!onEveryChange) {
      totals.forEach((customer, value) -> output.accept(result(customer, value)));
    }
  }

  private static Map<String, Object> result(Object customer, Totals totals) {
    Map<String, Object> result = new HashMap<>();
    result.put(RowMap.CUSTOMER_ID, customer);
    result.put(ORDER_COUNT, totals.count());
    result.put(TOTAL, totals.sum());
    return result;
  }

  /** Immutable, as a concurrent map needs it: an update is a new object. */
  private record Totals(long count, BigDecimal sum) {
    Totals plus(Totals other) {
      return new Totals(count + other.count, sum.add(other.sum));
    }
  }
}

package io.millrace.perf.analysis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * {@code COUNT(*)} per customer and hour, on every change or when the hour has passed. Kinder than
 * the analysis' own windows, which kept the raw rows and counted all of them again for each
 * emission: here a window keeps one count per customer.
 */
final class WindowCountEngine implements RowMapEngine {
  static final String WINDOW_START = "window_start";
  static final String COUNT = "count";

  private static final long HOUR_NS = 3_600_000_000_000L;

  private final StateMaps maps;
  private final Map<Long, Map<Object, Long>> windows;
  private final boolean onEveryChange;

  WindowCountEngine(StateMaps maps, boolean onEveryChange) {
    this.maps = maps;
    this.windows = maps.create();
    this.onEveryChange = onEveryChange;
  }

  @Override
  public void onRow(Map<String, Object> row, Consumer<Map<String, Object>> output) {
    long eventTime = (Long) row.get(RowMap.EVENT_TIME);
    Long start = eventTime - Math.floorMod(eventTime, HOUR_NS);
    Object customer = row.get(RowMap.CUSTOMER_ID);
    Map<Object, Long> counts = windows.computeIfAbsent(start, absent -> maps.create());
    Long count = counts.merge(customer, 1L, Long::sum);
    if (onEveryChange) {
      output.accept(result(start, customer, count));
    }
  }

  @Override
  public void onWatermark(long timeNs, Consumer<Map<String, Object>> output) {
    for (Long start : List.copyOf(windows.keySet())) {
      if (start + HOUR_NS <= timeNs) {
        close(start, output);
      }
    }
  }

  @Override
  public void onEndOfInput(Consumer<Map<String, Object>> output) {
    for (Long start : List.copyOf(windows.keySet())) {
      close(start, output);
    }
  }

  private void close(Long start, Consumer<Map<String, Object>> output) {
    Map<Object, Long> counts = windows.remove(start);
    boolean closedByThisThread = counts != null;
    if (closedByThisThread && !onEveryChange) {
      counts.forEach((customer, count) -> output.accept(result(start, customer, count)));
    }
  }

  private static Map<String, Object> result(Long start, Object customer, Long count) {
    Map<String, Object> result = new HashMap<>();
    result.put(WINDOW_START, start);
    result.put(RowMap.CUSTOMER_ID, customer);
    result.put(COUNT, count);
    return result;
  }
}

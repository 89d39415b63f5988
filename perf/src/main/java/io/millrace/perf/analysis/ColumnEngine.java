package io.millrace.perf.analysis;

import io.millrace.batch.RecordBatch;
import io.millrace.perf.scenario.Scenario;
import io.millrace.perf.scenario.Workload;
import java.util.List;
import java.util.Map;

/**
 * What {@link RowMapEngine} computes, with columns read in place, sums of cents and results that
 * are no maps: only the state is still in maps of boxed keys, one atomic {@code merge} a row, so it
 * may be shared in the same ways.
 */
final class ColumnEngine implements SharedEngine {
  private static final long HOUR_NS = 3_600_000_000_000L;
  private static final long LIMIT_CENTS = 100_00;

  /** Immutable, as a concurrent map needs it. */
  private record Totals(long count, long cents) {
    Totals plus(Totals other) {
      return new Totals(count + other.count, cents + other.cents);
    }
  }

  private final Scenario scenario;
  private final RowMapEngine.StateMaps maps;
  private final Map<Long, Long> rowNumbers;
  private final Map<Long, Totals> totals;
  private final Map<Long, Map<Long, Long>> windows;

  ColumnEngine(Scenario scenario, RowMapEngine.StateMaps maps) {
    this.scenario = scenario;
    this.maps = maps;
    rowNumbers = maps.create();
    totals = maps.create();
    windows = maps.create();
  }

  @Override
  public void onRow(RecordBatch batch, int row, ResultRows results) {
    long customer = batch.column(Workload.CUSTOMER_ID).longs()[row];
    switch (scenario) {
      case S0 -> {
        long total = batch.column(Workload.TOTAL_AMOUNT).longs()[row];
        if (total > LIMIT_CENTS) {
          results.add(batch.column(Workload.ORDER_ID).longs()[row], customer, total);
        }
      }
      case S1 -> {
        long rowNumber = rowNumbers.merge(customer, 1L, Long::sum);
        results.add(batch.column(Workload.ORDER_ID).longs()[row], customer, rowNumber);
      }
      case S2, S2_FINAL -> {
        Totals one = new Totals(1, batch.column(Workload.AMOUNT).longs()[row]);
        Totals changed = totals.merge(customer, one, Totals::plus);
        if (scenario == Scenario.S2) {
          results.add(customer, changed.count, changed.cents);
        }
      }
      case S3A, S3B -> {
        long eventTime = batch.column(Workload.EVENT_TIME).longs()[row];
        long start = eventTime - Math.floorMod(eventTime, HOUR_NS);
        long count =
            windows.computeIfAbsent(start, absent -> maps.create()).merge(customer, 1L, Long::sum);
        if (scenario == Scenario.S3B) {
          results.add(start, customer, count);
        }
      }
    }
  }

  @Override
  public void onWatermark(long timeNs, ResultRows results) {
    for (long start : List.copyOf(windows.keySet())) {
      if (start + HOUR_NS <= timeNs) {
        closeWindow(start, results);
      }
    }
  }

  @Override
  public void onEndOfInput(ResultRows results) {
    for (long start : List.copyOf(windows.keySet())) {
      closeWindow(start, results);
    }
    if (scenario == Scenario.S2_FINAL) {
      totals.forEach((customer, total) -> results.add(customer, total.count, total.cents));
    }
  }

  private void closeWindow(long start, ResultRows results) {
    Map<Long, Long> counts = windows.remove(start);
    boolean closedByThisThread = counts != null;
    if (closedByThisThread && scenario == Scenario.S3A) {
      counts.forEach((customer, count) -> results.add(start, customer, count));
    }
  }
}

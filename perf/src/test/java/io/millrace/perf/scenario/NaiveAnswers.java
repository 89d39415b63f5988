package io.millrace.perf.scenario;

import io.millrace.batch.RecordBatch;
import java.util.HashMap;
import java.util.Map;

/** What each scenario must answer, by the plainest code there is. */
public final class NaiveAnswers {
  private static final long HOUR_NS = 3_600_000_000_000L;
  private static final long LIMIT_CENTS = 100_00;

  private record WindowKey(long start, long customer) {}

  private NaiveAnswers() {}

  /** The answer of a workload. */
  public static Answer of(Workload workload) {
    Answer answer = new Answer();
    Map<Long, long[]> totals = new HashMap<>();
    Map<WindowKey, Long> counts = new HashMap<>();
    for (RecordBatch batch : workload.batches()) {
      for (int row = 0; row < batch.rowCount(); row++) {
        long order = batch.column(Workload.ORDER_ID).longs()[row];
        long customer = batch.column(Workload.CUSTOMER_ID).longs()[row];
        long totalAmount = batch.column(Workload.TOTAL_AMOUNT).longs()[row];
        long time = batch.column(Workload.EVENT_TIME).longs()[row];
        long[] total = totals.computeIfAbsent(customer, absent -> new long[2]);
        total[0]++;
        total[1] += batch.column(Workload.AMOUNT).longs()[row];
        WindowKey window = new WindowKey(time / HOUR_NS * HOUR_NS, customer);
        long count = counts.merge(window, 1L, Long::sum);
        switch (workload.scenario()) {
          case S0 -> {
            if (totalAmount > LIMIT_CENTS) {
              answer.add(order, customer, totalAmount);
            }
          }
          case S1 -> answer.add(order, customer, total[0]);
          case S2 -> answer.add(customer, total[0], total[1]);
          case S3B -> answer.add(window.start, customer, count);
          default -> {}
        }
      }
    }
    if (workload.scenario() == Scenario.S2_FINAL) {
      totals.forEach((customer, total) -> answer.add(customer, total[0], total[1]));
    }
    if (workload.scenario() == Scenario.S3A) {
      counts.forEach((window, count) -> answer.add(window.start, window.customer, count));
    }
    return answer;
  }
}

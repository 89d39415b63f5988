package io.millrace.perf.loop;

import io.millrace.batch.RecordBatch;
import io.millrace.perf.scenario.Workload;

/**
 * S0: every row is written, and the next one over it unless it passed, so nothing branches. Whether
 * it passed is the sign of a difference, which cannot overflow with amounts of 12 digits.
 */
final class FilterLoop implements ScenarioLoop {
  private static final long MORE_THAN_CENTS = 100_00;

  @Override
  public void onBatch(RecordBatch batch, LoopOutput out) {
    long[] orders = batch.column(Workload.ORDER_ID).longs();
    long[] customers = batch.column(Workload.CUSTOMER_ID).longs();
    long[] totals = batch.column(Workload.TOTAL_AMOUNT).longs();
    out.flush(filter(orders, customers, totals, batch.rowCount(), out));
  }

  private static int filter(
      long[] orders, long[] customers, long[] totals, int rows, LoopOutput out) {
    long[] first = out.first;
    long[] second = out.second;
    long[] third = out.third;
    int n = 0;
    for (int i = 0; i < rows; i++) {
      long total = totals[i];
      first[n] = orders[i];
      second[n] = customers[i];
      third[n] = total;
      n += (int) (MORE_THAN_CENTS - total >>> 63);
    }
    return n;
  }
}

package io.millrace.perf.allocation;

import io.millrace.batch.RecordBatch;
import io.millrace.perf.scenario.Scenario;
import io.millrace.perf.scenario.Workload;

/**
 * One day of orders over and over, each time a day later, so that state that was made once serves
 * any number of passes and no row is ever late. Changes its batches in place: allocates nothing.
 */
final class EndlessOrders {
  /** Rows of a day. */
  static final int ROWS = 1 << 18;

  private static final int BATCH_ROWS = 4096;
  private static final long DAY_NS = 86_400_000_000_000L;

  private final Workload workload;

  /** The day before the first. */
  EndlessOrders(Scenario scenario, int customers) {
    workload = new Workload(scenario, ROWS, BATCH_ROWS, customers);
  }

  /** Query and stream; its batches are those of the day. */
  Workload workload() {
    return workload;
  }

  /** Makes it the next day; gives its batches. */
  RecordBatch[] nextDay() {
    RecordBatch[] batches = workload.batches();
    for (RecordBatch batch : batches) {
      long[] eventTimes = batch.column(Workload.EVENT_TIME).longs();
      for (int row = 0; row < BATCH_ROWS; row++) {
        eventTimes[row] += DAY_NS;
      }
    }
    return batches;
  }
}

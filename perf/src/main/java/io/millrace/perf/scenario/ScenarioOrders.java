package io.millrace.perf.scenario;

import io.millrace.batch.RecordBatch;
import io.millrace.type.Schema;
import java.util.SplittableRandom;

/**
 * Orders in memory: event times ascending over one day, and marked so as a publisher does that has
 * looked at them; random customers and amounts.
 */
final class ScenarioOrders {
  /** Declares the stream that the five scenarios read. */
  static final String DDL =
      "CREATE STREAM orders (order_id BIGINT NOT NULL, customer_id BIGINT NOT NULL,"
          + " total_amount DECIMAL(12, 2) NOT NULL, amount DECIMAL(12, 2) NOT NULL,"
          + " event_time TIMESTAMP(3) NOT NULL, WATERMARK FOR event_time AS event_time)";

  private static final long DAY_NS = 86_400_000_000_000L;
  private static final int MAX_CENTS = 50_000;

  private ScenarioOrders() {}

  /** Batches of the schema that {@link #DDL} declares. */
  static RecordBatch[] batches(Schema schema, int batches, int rowsPerBatch, int customers) {
    SplittableRandom random = new SplittableRandom(20_240_808);
    RecordBatch[] result = new RecordBatch[batches];
    long rows = (long) batches * rowsPerBatch;
    long order = 0;
    for (int b = 0; b < batches; b++) {
      RecordBatch batch = new RecordBatch(schema, rowsPerBatch);
      for (int row = 0; row < rowsPerBatch; row++) {
        batch.column(0).longs()[row] = order;
        batch.column(1).longs()[row] = random.nextInt(customers);
        batch.column(2).longs()[row] = random.nextInt(MAX_CENTS);
        batch.column(3).longs()[row] = random.nextInt(MAX_CENTS);
        batch.column(4).longs()[row] = (long) ((double) order / rows * DAY_NS);
        order++;
      }
      batch.rowCount(rowsPerBatch);
      batch.markAscending(Workload.EVENT_TIME);
      result[b] = batch;
    }
    return result;
  }
}

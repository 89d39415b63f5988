package io.millrace.cli.demo;

import io.millrace.batch.RecordBatch;
import io.millrace.connector.ConnectorContext;
import io.millrace.connector.ConnectorFactory;
import io.millrace.connector.ConnectorRegistry;
import io.millrace.connector.Source;
import io.millrace.query.StreamDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * TPC-H orders in memory: as batches for the engine, as arrays for the independent computation.
 *
 * @param batches the orders in their order, in the schema of the stream
 * @param arrays the same orders
 */
record DemoOrders(List<RecordBatch> batches, OrderArrays arrays) {
  private static final int BATCH_ROWS = 4096;

  /**
   * Generates the orders.
   *
   * @param stream a stream with connector {@code tpch} whose columns are order_id, customer_id,
   *     total_amount, amount and event_time
   * @param started is given the source, to show how far it is
   */
  static DemoOrders generate(StreamDefinition stream, Consumer<Source> started) {
    ConnectorFactory connector = ConnectorRegistry.load().find(stream);
    StreamDefinition resolved = connector.resolve(stream);
    List<RecordBatch> batches = new ArrayList<>();
    try (Source source = connector.openSource(resolved, null, ConnectorContext.ofProcess())) {
      started.accept(source);
      RecordBatch batch = new RecordBatch(resolved.schema(), BATCH_ROWS);
      while (source.read(batch)) {
        if (batch.isFull()) {
          batches.add(batch);
          batch = new RecordBatch(resolved.schema(), BATCH_ROWS);
        }
      }
      if (batch.rowCount() > 0) {
        batches.add(batch);
      }
    }
    return new DemoOrders(batches, toArrays(batches));
  }

  private static OrderArrays toArrays(List<RecordBatch> batches) {
    long[] customers = column(batches, 1);
    return new OrderArrays(
        column(batches, 0),
        Arrays.stream(customers).mapToInt(Math::toIntExact).toArray(),
        column(batches, 2),
        column(batches, 3),
        column(batches, 4));
  }

  /** The values of a column that takes longs. */
  static long[] column(List<RecordBatch> batches, int column) {
    long[] values = new long[batches.stream().mapToInt(RecordBatch::rowCount).sum()];
    int from = 0;
    for (RecordBatch batch : batches) {
      System.arraycopy(batch.column(column).longs(), 0, values, from, batch.rowCount());
      from += batch.rowCount();
    }
    return values;
  }

  /** Number of orders. */
  int count() {
    return arrays.count();
  }

  /** Heap bytes of the batches. */
  long heapBytes() {
    return batches.stream().mapToLong(RecordBatch::heapBytes).sum();
  }
}

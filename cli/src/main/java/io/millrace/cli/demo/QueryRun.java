package io.millrace.cli.demo;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.Query;
import io.millrace.batch.RecordBatch;
import io.millrace.connector.ConnectorRegistry;
import io.millrace.output.Subscriber;
import io.millrace.publish.StreamPublisher;
import io.millrace.query.Catalog;
import io.millrace.query.CompiledQuery;
import io.millrace.query.QueryCompiler;
import io.millrace.query.StreamDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/**
 * One query over rows in memory, run through the public API as often as wanted, in a new engine
 * each time. One thread.
 */
final class QueryRun {
  private static final int TIMED_RUNS = 3;

  private final StreamDefinition stream;
  private final List<RecordBatch> batches;
  private final CompiledQuery query;

  /**
   * A query to run.
   *
   * @param batches the rows of the stream
   */
  QueryRun(StreamDefinition stream, List<RecordBatch> batches, String sql) {
    this.stream = stream;
    this.batches = batches;
    this.query = compile(stream, sql);
  }

  private static CompiledQuery compile(StreamDefinition stream, String sql) {
    Catalog catalog = new Catalog();
    catalog.add(stream);
    QueryCompiler compiler = ServiceLoader.load(QueryCompiler.class).findFirst().orElseThrow();
    return (CompiledQuery) compiler.open(sql, "demo").next(catalog);
  }

  /** The stream that a CREATE STREAM statement declares, completed by its connector. */
  static StreamDefinition declare(String name, String sql) {
    ConnectorRegistry connectors = ConnectorRegistry.load();
    MillraceConfig config = MillraceConfig.defaults().withConnectorAccess(connectors.local());
    try (Millrace millrace = Millrace.start(config)) {
      millrace.execute(sql);
      StreamDefinition declared = millrace.catalog().find(name);
      return connectors.find(declared).resolve(declared);
    }
  }

  /**
   * Runs the query and hands all rows to {@code target} on one thread.
   *
   * @return nanoseconds from the first row published to the last one delivered
   * @throws IllegalStateException if the query fails
   */
  long ordered(int partitions, Consumer<RecordBatch> target) {
    return run(partitions, Delivery.ORDERED, (rows, partition, sequence) -> target.accept(rows));
  }

  /**
   * Runs the query some times, counting its rows on the threads of the partitions.
   *
   * @param expectedRows how many rows must come each time
   * @return the median of the times, as in {@link #ordered}
   * @throws IllegalStateException if the query fails or another number of rows comes
   */
  long medianNs(int partitions, long expectedRows) {
    long[] times = new long[TIMED_RUNS];
    for (int i = 0; i < TIMED_RUNS; i++) {
      PartitionCounter counter = new PartitionCounter(partitions);
      times[i] = run(partitions, Delivery.PARTITION, counter);
      if (counter.total() != expectedRows) {
        throw new IllegalStateException(
            "another number of rows in another run: expected="
                + expectedRows
                + ", came="
                + counter.total());
      }
    }
    Arrays.sort(times);
    return times[TIMED_RUNS / 2];
  }

  private long run(int partitions, Delivery delivery, Subscriber subscriber) {
    MillraceConfig config =
        MillraceConfig.defaults()
            .withName("demo")
            .withPartitions(partitions)
            .withSharedPublishing(false);
    try (Millrace millrace = Millrace.start(config)) {
      millrace.define(stream);
      Query running = millrace.subscribe(query, delivery, subscriber);
      StreamPublisher publisher = millrace.publisher(stream.name());
      long startNs = System.nanoTime();
      for (RecordBatch batch : batches) {
        publisher.publish(batch);
      }
      millrace.endInput(stream.name());
      long ns = System.nanoTime() - startNs;
      if (running.failure() != null) {
        throw new IllegalStateException(running.failure().getMessage(), running.failure());
      }
      return ns;
    }
  }
}

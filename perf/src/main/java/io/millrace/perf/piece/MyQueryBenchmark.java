package io.millrace.perf.piece;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.Query;
import io.millrace.output.Row;
import io.millrace.output.RowSubscriber;
import io.millrace.publish.StreamPublisher;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does my own query cost? Copy this class, and change the stream, the query and the row; it
 * needs nothing else of this module. With {@code -prof gc} it shows the bytes that a row allocates
 * on all threads, which should be 0.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MyQueryBenchmark {
  private static final String STREAM =
      "CREATE STREAM trades (symbol VARCHAR, price DECIMAL(12, 2))";
  private static final String QUERY =
      "SELECT symbol, COUNT(*) AS trades, MAX(price) AS high FROM trades GROUP BY symbol";

  /** Rows of one call; so many that waiting for their results at the end hardly counts. */
  private static final int ROWS = 100_000;

  private static final String[] SYMBOLS = {"ACME", "INIT", "QUUX", "ZORK"};

  private Millrace engine;
  private Query query;
  private StreamPublisher publisher;
  private long seen;

  /** A benchmark that JMH sets up. */
  public MyQueryBenchmark() {}

  /** Starts the engine with the query. */
  @Setup
  public void setUp() {
    engine = Millrace.start(MillraceConfig.defaults().withPartitions(1));
    engine.execute(STREAM);
    RowSubscriber subscriber = this::onRow;
    query = engine.subscribe(QUERY, Delivery.PARTITION, subscriber.toSubscriber());
    publisher = engine.publisher("trades");
  }

  /** What is done with a result, on the partition's thread. */
  private void onRow(Row row) {
    seen += row.getLong(1);
  }

  /** Publishes a row. */
  private void publish(int number) {
    publisher.row().setString(0, SYMBOLS[number & 3]).setLong(1, 10_00 + number % 97).end();
  }

  /** Nanoseconds a row from the row writer to the subscriber, as many as can be; the rows out. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long rows() {
    for (int i = 0; i < ROWS; i++) {
      publish(i);
    }
    publisher.flush();
    engine.drain();
    return query.rowsOut();
  }

  /** Ends the engine. */
  @TearDown
  public void tearDown() {
    engine.close();
    if (seen == 0) {
      throw new IllegalStateException("no result came; is the query's WHERE ever true?");
    }
  }
}

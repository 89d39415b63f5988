package io.millrace.perf.allocation;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.WaitMode;
import io.millrace.batch.RecordBatch;
import io.millrace.perf.scenario.Scenario;
import io.millrace.perf.scenario.Workload;
import io.millrace.publish.RowWriter;
import io.millrace.publish.StreamPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Rows through publisher, ring, two partitions and output: what everything allocates, all threads
 * together.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class PipelineAllocationBenchmark {
  private static final int CUSTOMERS = 10_000;
  private static final int PARTITIONS = 2;
  private static final int COLUMNS = 5;

  /** The scenario. */
  @Param({"S0", "S1", "S2", "S2_FINAL", "S3A", "S3B"})
  public Scenario scenario;

  /** How the rows come out. */
  @Param({"PARTITION", "ORDERED"})
  public Delivery delivery;

  private EndlessOrders orders;
  private Millrace millrace;
  private StreamPublisher publisher;
  private final LongAdder rowsOut = new LongAdder();

  /** A benchmark that JMH sets up. */
  public PipelineAllocationBenchmark() {}

  /** Compiles the query, makes the rows and starts the threads. */
  @Setup
  public void setUp() {
    orders = new EndlessOrders(scenario, CUSTOMERS);
    Workload workload = orders.workload();
    millrace =
        Millrace.start(
            MillraceConfig.defaults()
                .withName("allocation")
                .withPartitions(PARTITIONS)
                .withBatchRows(workload.batchRows())
                .withWaitMode(WaitMode.YIELDING)
                .withSharedPublishing(false));
    millrace.define(workload.stream());
    millrace.subscribe(
        workload.query(), delivery, (batch, partition, sequence) -> rowsOut.add(batch.rowCount()));
    publisher = millrace.publisher(workload.stream().name());
  }

  /** Ends the threads. */
  @TearDown
  public void tearDown() {
    millrace.close();
  }

  /** One day of rows in whole batches. */
  @Benchmark
  @OperationsPerInvocation(EndlessOrders.ROWS)
  public void batches() {
    for (RecordBatch batch : orders.nextDay()) {
      publisher.publish(batch);
    }
    millrace.drain();
  }

  /** One day of rows, each with the row writer. */
  @Benchmark
  @OperationsPerInvocation(EndlessOrders.ROWS)
  public void rows() {
    for (RecordBatch batch : orders.nextDay()) {
      for (int row = 0; row < batch.rowCount(); row++) {
        RowWriter writer = publisher.row();
        for (int column = 0; column < COLUMNS; column++) {
          writer.setLong(column, batch.column(column).longs()[row]);
        }
        writer.end();
      }
    }
    publisher.flush();
    millrace.drain();
  }
}

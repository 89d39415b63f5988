package io.millrace.perf.piece;

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
 * What does it cost to publish row by row instead of by whole batches, through publisher, ring,
 * engine and subscriber? One publisher, one partition; S0 is cheap behind the ring, S2 is not.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RowWriterBenchmark {
  private static final int ROWS = 1 << 20;
  private static final int BATCH_ROWS = 4096;
  private static final int CUSTOMERS = 10_000;
  private static final int COLUMNS = 5;

  /** The scenario. */
  @Param({"S0", "S2"})
  public Scenario scenario;

  private final LongAdder rowsOut = new LongAdder();
  private RecordBatch[] batches;
  private Millrace millrace;
  private StreamPublisher publisher;

  /** A benchmark that JMH sets up. */
  public RowWriterBenchmark() {}

  /** Makes the rows and starts the threads. */
  @Setup
  public void setUp() {
    Workload workload = new Workload(scenario, ROWS, BATCH_ROWS, CUSTOMERS);
    batches = workload.batches();
    millrace =
        Millrace.start(
            MillraceConfig.defaults()
                .withName("row-writer")
                .withPartitions(1)
                .withBatchRows(BATCH_ROWS)
                .withWaitMode(WaitMode.YIELDING)
                .withSharedPublishing(false));
    millrace.define(workload.stream());
    millrace.subscribe(
        workload.query(),
        Delivery.PARTITION,
        (batch, partition, sequence) -> rowsOut.add(batch.rowCount()));
    publisher = millrace.publisher(workload.stream().name());
  }

  /** Ends the threads. */
  @TearDown
  public void tearDown() {
    millrace.close();
  }

  /** Each row with the row writer; the number of output rows so far. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long rows() {
    for (RecordBatch batch : batches) {
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
    return rowsOut.sum();
  }

  /** Whole batches; the number of output rows so far. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long batches() {
    for (RecordBatch batch : batches) {
      publisher.publish(batch);
    }
    millrace.drain();
    return rowsOut.sum();
  }
}

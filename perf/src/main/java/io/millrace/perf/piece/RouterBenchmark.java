package io.millrace.perf.piece;

import io.millrace.batch.RecordBatch;
import io.millrace.engine.Router;
import io.millrace.perf.scenario.Scenario;
import io.millrace.perf.scenario.Workload;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * How fast does the generated router compute the key group of each row, alone? Beside a copy of the
 * two columns that S2 reads, which is the least that routing by copies costs.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RouterBenchmark {
  private static final int BATCHES = 256;
  private static final int BATCH_ROWS = 4096;
  private static final int CUSTOMERS = 10_000;

  private final byte[] groups = new byte[BATCH_ROWS];
  private final long[] keys = new long[BATCH_ROWS];
  private final long[] amounts = new long[BATCH_ROWS];
  private RecordBatch[] batches;
  private Router router;

  /** A benchmark that JMH sets up. */
  public RouterBenchmark() {}

  /** Compiles S2 and makes the rows. */
  @Setup
  public void setUp() {
    Workload workload =
        new Workload(Scenario.S2, (long) BATCHES * BATCH_ROWS, BATCH_ROWS, CUSTOMERS);
    batches = workload.batches();
    router = workload.query().routing().routerFactory().create();
  }

  /** Key groups of all rows; a sum over the last row of each batch. */
  @Benchmark
  @OperationsPerInvocation(BATCHES * BATCH_ROWS)
  public long route() {
    long sum = 0;
    for (RecordBatch batch : batches) {
      router.route(batch, groups);
      sum += groups[BATCH_ROWS - 1];
    }
    return sum;
  }

  /** A copy of two columns. */
  @Benchmark
  @OperationsPerInvocation(BATCHES * BATCH_ROWS)
  public long copy() {
    long sum = 0;
    for (RecordBatch batch : batches) {
      System.arraycopy(batch.column(Workload.CUSTOMER_ID).longs(), 0, keys, 0, BATCH_ROWS);
      System.arraycopy(batch.column(Workload.AMOUNT).longs(), 0, amounts, 0, BATCH_ROWS);
      sum += keys[BATCH_ROWS - 1] + amounts[BATCH_ROWS - 1];
    }
    return sum;
  }

  /** The key groups of the last batch. */
  byte[] lastGroups() {
    return groups.clone();
  }
}

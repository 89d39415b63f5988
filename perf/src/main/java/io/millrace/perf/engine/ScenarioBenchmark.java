package io.millrace.perf.engine;

import io.millrace.batch.RecordBatch;
import io.millrace.engine.EngineContext;
import io.millrace.engine.RefusalSink;
import io.millrace.engine.RowSink;
import io.millrace.engine.StreamExecutionEngine;
import io.millrace.memory.MemoryBudget;
import io.millrace.perf.scenario.Scenario;
import io.millrace.perf.scenario.Workload;
import io.millrace.query.CompiledQuery;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * The scenarios on one engine driven directly, a million rows in batches of 4096; one invocation is
 * one pass from the first batch to the end of input, with a new engine.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(java.util.concurrent.TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ScenarioBenchmark {
  private static final int BATCHES = 256;
  private static final int BATCH_ROWS = 4096;

  /** The scenario. */
  @Param({"S0", "S1", "S2", "S2_FINAL", "S3A", "S3B"})
  public Scenario scenario;

  /** Number of different customers. */
  @Param({"10000"})
  public int customers;

  private CompiledQuery query;
  private RecordBatch[] batches;
  private long rowsOut;

  /** A benchmark that JMH sets up. */
  public ScenarioBenchmark() {}

  /** Compiles the query and makes the rows. */
  @Setup
  public void setUp() {
    Workload workload = new Workload(scenario, (long) BATCHES * BATCH_ROWS, BATCH_ROWS, customers);
    query = workload.query();
    batches = workload.batches();
  }

  private RecordBatch take(RecordBatch output) {
    rowsOut += output.rowCount();
    output.clear();
    return output;
  }

  /** Rows a microsecond; the count of output rows keeps the work alive. */
  @Benchmark
  @OperationsPerInvocation(BATCHES * BATCH_ROWS)
  public long pass() {
    EngineContext context =
        new EngineContext(
            MemoryBudget.unlimited(), BATCH_ROWS, this::take, RowSink.NONE, RefusalSink.NONE);
    try (StreamExecutionEngine engine = query.factory().create(context)) {
      for (RecordBatch batch : batches) {
        engine.onBatch(batch, batch.column(4).longs()[BATCH_ROWS - 1]);
        engine.flush();
      }
      engine.onEndOfInput();
      engine.flush();
    }
    return rowsOut;
  }
}

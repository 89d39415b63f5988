package io.millrace.perf.allocation;

import io.millrace.batch.RecordBatch;
import io.millrace.engine.EngineContext;
import io.millrace.engine.RefusalSink;
import io.millrace.engine.RowSink;
import io.millrace.engine.StreamExecutionEngine;
import io.millrace.memory.MemoryBudget;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Rows through one engine that lives on: what compiled SQL and its state allocate. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class EngineAllocationBenchmark {
  private static final int CUSTOMERS = 10_000;

  /** The scenario. */
  @Param({"S0", "S1", "S2", "S2_FINAL", "S3A", "S3B"})
  public Scenario scenario;

  private EndlessOrders orders;
  private StreamExecutionEngine engine;
  private long rowsOut;

  /** A benchmark that JMH sets up. */
  public EngineAllocationBenchmark() {}

  /** Compiles the query and makes rows and engine. */
  @Setup
  public void setUp() {
    orders = new EndlessOrders(scenario, CUSTOMERS);
    Workload workload = orders.workload();
    EngineContext context =
        new EngineContext(
            MemoryBudget.unlimited(),
            workload.batchRows(),
            this::take,
            RowSink.NONE,
            RefusalSink.NONE);
    engine = workload.query().factory().create(context);
  }

  private RecordBatch take(RecordBatch output) {
    rowsOut += output.rowCount();
    output.clear();
    return output;
  }

  /** Frees the engine. */
  @TearDown
  public void tearDown() {
    engine.close();
  }

  /** One day of rows; the count of output rows keeps the work alive. */
  @Benchmark
  @OperationsPerInvocation(EndlessOrders.ROWS)
  public long day() {
    for (RecordBatch batch : orders.nextDay()) {
      engine.onBatch(batch, batch.column(Workload.EVENT_TIME).longs()[batch.rowCount() - 1]);
      engine.flush();
    }
    return rowsOut;
  }
}

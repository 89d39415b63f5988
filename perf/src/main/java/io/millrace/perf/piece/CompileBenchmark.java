package io.millrace.perf.piece;

import io.millrace.batch.RecordBatch;
import io.millrace.engine.EngineContext;
import io.millrace.engine.RefusalSink;
import io.millrace.engine.RowSink;
import io.millrace.engine.StreamExecutionEngine;
import io.millrace.memory.MemoryBudget;
import io.millrace.perf.scenario.Scenario;
import io.millrace.query.Catalog;
import io.millrace.query.CompiledQuery;
import io.millrace.query.CompiledStatement;
import io.millrace.query.QueryCompiler;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does SQL take to become a running engine: the first query of a JVM, with everything that
 * is loaded for it, and the next ones? Each fork is a JVM; JMH's own classes are loaded already,
 * ours and those of the SQL parser are not.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(5)
public class CompileBenchmark {
  private static final String DDL =
      "CREATE STREAM orders (order_id BIGINT, customer_id BIGINT, total_amount DECIMAL(12, 2),"
          + " amount DECIMAL(12, 2), event_time TIMESTAMP(3), WATERMARK FOR event_time AS"
          + " event_time)";

  /** The query. */
  @Param({"S0", "S1", "S2", "S3A", "S3B"})
  public Scenario scenario;

  /** Queries of other scenarios compiled before it, in turns. */
  @Param({"0", "10"})
  public int before;

  private QueryCompiler compiler;
  private Catalog catalog;

  /** A benchmark that JMH sets up. */
  public CompileBenchmark() {}

  /** Compiles the queries before. */
  @Setup
  public void setUp() {
    for (int i = 0; i < before; i++) {
      compile(Scenario.values()[i % Scenario.values().length]);
    }
  }

  /** From text to an engine; the state that it holds. */
  @Benchmark
  public long compile() {
    return compile(scenario);
  }

  private long compile(Scenario compiled) {
    if (catalog == null) {
      catalog = new Catalog();
      compiler = ServiceLoader.load(QueryCompiler.class).findFirst().orElseThrow();
      catalog.add(
          ((CompiledStatement.CreateStream) compiler.open(DDL, "stream").next(catalog))
              .definition());
    }
    CompiledQuery query =
        (CompiledQuery) compiler.open(compiled.sql(), compiled.name()).next(catalog);
    EngineContext context =
        new EngineContext(
            MemoryBudget.unlimited(),
            1,
            CompileBenchmark::giveBack,
            RowSink.NONE,
            RefusalSink.NONE);
    try (StreamExecutionEngine engine = query.factory().create(context)) {
      return engine.stateSize();
    }
  }

  private static RecordBatch giveBack(RecordBatch output) {
    output.clear();
    return output;
  }
}

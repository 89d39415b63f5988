package io.millrace.perf.piece;

import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import io.millrace.engine.EngineContext;
import io.millrace.engine.RefusalSink;
import io.millrace.engine.RowSink;
import io.millrace.engine.StreamExecutionEngine;
import io.millrace.memory.MemoryBudget;
import io.millrace.query.Catalog;
import io.millrace.query.CompiledQuery;
import io.millrace.query.CompiledScript;
import io.millrace.query.CompiledStatement;
import io.millrace.query.QueryCompiler;
import io.millrace.query.WatermarkSpec;
import io.millrace.type.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
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

/**
 * What does a VARCHAR key such as {@code customer-1234} cost against a BIGINT key in S2, count and
 * sum of 10,000 customers after each row? The engine is driven directly and holds all groups.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class VarcharKeyBenchmark {
  private static final int BATCHES = 256;
  private static final int BATCH_ROWS = 4096;

  /** Type of the key. */
  @Param({"BIGINT", "VARCHAR"})
  public String keyType;

  /** Number of different keys. */
  @Param({"10000"})
  public int keys;

  private final RecordBatch[] batches = new RecordBatch[BATCHES];
  private StreamExecutionEngine engine;
  private long rowsOut;
  private long lastTotal;

  /** A benchmark that JMH sets up. */
  public VarcharKeyBenchmark() {}

  /** Compiles the query and makes the rows. */
  @Setup
  public void setUp() {
    Catalog catalog = new Catalog();
    QueryCompiler compiler = ServiceLoader.load(QueryCompiler.class).findFirst().orElseThrow();
    CompiledScript script =
        compiler.open(
            "CREATE STREAM orders (customer "
                + keyType
                + " NOT NULL, amount DECIMAL(12, 2) NOT NULL);"
                + "SELECT customer, COUNT(*) AS n, SUM(amount) AS total FROM orders"
                + " GROUP BY customer EMIT CHANGES",
            "varchar key");
    CompiledStatement.CreateStream stream = (CompiledStatement.CreateStream) script.next(catalog);
    catalog.add(stream.definition());
    CompiledQuery query = (CompiledQuery) script.next(catalog);
    fill(stream.definition().schema());
    engine =
        query
            .factory()
            .create(
                new EngineContext(
                    MemoryBudget.unlimited(),
                    BATCH_ROWS,
                    this::take,
                    RowSink.NONE,
                    RefusalSink.NONE));
  }

  private void fill(Schema schema) {
    SplittableRandom random = new SplittableRandom(42);
    for (int b = 0; b < BATCHES; b++) {
      RecordBatch batch = new RecordBatch(schema, BATCH_ROWS);
      ColumnVector key = batch.column(0);
      for (int row = 0; row < BATCH_ROWS; row++) {
        int customer = random.nextInt(keys);
        if (key.longs() == null) {
          byte[] name = ("customer-" + customer).getBytes(StandardCharsets.US_ASCII);
          key.setVarchar(row, name, 0, name.length);
        } else {
          key.longs()[row] = customer;
        }
        batch.column(1).longs()[row] = random.nextInt(50_000);
      }
      batch.rowCount(BATCH_ROWS);
      batches[b] = batch;
    }
  }

  private RecordBatch take(RecordBatch output) {
    rowsOut += output.rowCount();
    lastTotal = output.column(2).longs()[output.rowCount() - 1];
    output.clear();
    return output;
  }

  /** Frees the groups. */
  @TearDown
  public void tearDown() {
    engine.close();
  }

  /** All rows; the number of output rows so far. */
  @Benchmark
  @OperationsPerInvocation(BATCHES * BATCH_ROWS)
  public long pass() {
    for (RecordBatch batch : batches) {
      engine.onBatch(batch, WatermarkSpec.NONE);
      engine.flush();
    }
    return rowsOut;
  }

  /** The total in the last output row. */
  long lastTotal() {
    return lastTotal;
  }
}

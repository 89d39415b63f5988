package io.millrace.cli.demo;

import io.millrace.batch.RecordBatch;
import io.millrace.connector.ConnectorRegistry;
import io.millrace.engine.EngineContext;
import io.millrace.engine.RowSink;
import io.millrace.engine.StreamExecutionEngine;
import io.millrace.memory.MemoryBudget;
import io.millrace.query.Catalog;
import io.millrace.query.CompiledQuery;
import io.millrace.query.CompiledStatement.CreateStream;
import io.millrace.query.QueryCompiler;
import io.millrace.query.StreamDefinition;
import io.millrace.query.WatermarkSpec;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/** One query over rows in memory, run through the public API as often as wanted. One thread. */
final class QueryRun {
  private static final QueryCompiler COMPILER =
      ServiceLoader.load(QueryCompiler.class).findFirst().orElseThrow();

  private final StreamDefinition stream;
  private final List<RecordBatch> batches;
  private final CompiledQuery query;

  QueryRun(StreamDefinition stream, List<RecordBatch> batches, String sql) {
    this.stream = stream;
    this.batches = batches;
    Catalog catalog = new Catalog();
    catalog.add(stream);
    this.query = (CompiledQuery) COMPILER.open(sql, "demo").next(catalog);
  }

  static StreamDefinition declare(String sql) {
    StreamDefinition declared =
        ((CreateStream) COMPILER.open(sql, "demo").next(new Catalog())).definition();
    return ConnectorRegistry.load().find(declared).resolve(declared);
  }

  void ordered(int partitions, Consumer<RecordBatch> target) {
    WatermarkSpec spec = stream.watermark();
    MemoryBudget budget = new MemoryBudget("demo", 1L << 31);
    try (StreamExecutionEngine engine =
        query
            .factory()
            .create(
                new EngineContext(
                    budget,
                    4096,
                    out -> {
                      target.accept(out);
                      out.clear();
                      return out;
                    },
                    RowSink.NONE,
                    RowSink.NONE))) {
      for (RecordBatch batch : batches) {
        long last = batch.column(spec.column()).longs()[batch.rowCount() - 1];
        engine.onBatch(batch, spec.watermark(last));
      }
      engine.onEndOfInput();
      engine.flush();
    }
  }

  long counted(int partitions) {
    long[] count = new long[1];
    ordered(partitions, rows -> count[0] += rows.rowCount());
    return count[0];
  }
}

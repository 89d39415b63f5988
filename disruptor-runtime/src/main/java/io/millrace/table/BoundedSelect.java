package io.millrace.table;

import io.millrace.batch.RecordBatch;
import io.millrace.engine.EngineContext;
import io.millrace.engine.GroupFailureException;
import io.millrace.engine.OutputSink;
import io.millrace.engine.RowFailureException;
import io.millrace.engine.RowSink;
import io.millrace.engine.StreamExecutionEngine;
import io.millrace.memory.MemoryBudget;
import io.millrace.query.Catalog;
import io.millrace.query.CompiledQuery;
import io.millrace.query.CompiledStatement;
import io.millrace.query.QueryCompiler;
import io.millrace.query.WatermarkSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A SELECT over rows that are all there: runs them through an engine of their own on the calling
 * thread. Immutable; several threads may run it at a time.
 */
final class BoundedSelect {
  private static final int OUTPUT_ROWS = 1024;

  private final String table;
  private final CompiledQuery query;
  private final MemoryBudget budget;

  /** Of a query over a table, whose state counts against the budget. */
  BoundedSelect(String table, CompiledQuery query, MemoryBudget budget) {
    this.table = table;
    this.query = query;
    this.budget = budget;
  }

  /** Compiles a text that must be a SELECT over something in the catalog. */
  static CompiledQuery compile(QueryCompiler compiler, String sql, String source, Catalog catalog) {
    CompiledStatement statement = compiler.open(sql, source).next(catalog);
    if (statement instanceof CompiledQuery query && query.sink() == null) {
      query.checkBound();
      return query;
    }
    throw new IllegalArgumentException("not a SELECT: sql=" + sql + "; a table is only read");
  }

  CompiledQuery query() {
    return query;
  }

  /** The result on the heap, of rows that {@code feed} gives to an engine. */
  TableResult collect(long sequence, Consumer<StreamExecutionEngine> feed) {
    List<RecordBatch> batches = new ArrayList<>();
    run(
        feed,
        rows -> {
          batches.add(rows);
          return new RecordBatch(rows.schema(), rows.capacity());
        });
    return new TableResult(query.outputSchema(), sequence, batches);
  }

  /** The result of one batch. */
  TableResult collect(RecordBatch rows) {
    return collect(-1, engine -> engine.onBatch(rows, WatermarkSpec.NONE));
  }

  void run(Consumer<StreamExecutionEngine> feed, OutputSink output) {
    MemoryBudget own = budget.ofQuery("query over table " + table);
    EngineContext context =
        new EngineContext(own, OUTPUT_ROWS, output, RowSink.NONE, BoundedSelect::refuse);
    try (StreamExecutionEngine engine = query.factory().create(context)) {
      feed.accept(engine);
      engine.onEndOfInput();
      engine.flush();
    } catch (RowFailureException e) {
      throw failure("a row", e.getCause());
    } catch (GroupFailureException e) {
      throw failure("group=(" + e.group() + ")", e.getCause());
    }
  }

  private static void refuse(RecordBatch batch, int row, String reason) {
    throw new IllegalArgumentException(reason);
  }

  private IllegalStateException failure(String where, Throwable cause) {
    return new IllegalStateException(
        "query over a table failed: table="
            + table
            + ", sql="
            + query.sql()
            + ", at "
            + where
            + "; "
            + cause.getMessage(),
        cause);
  }
}

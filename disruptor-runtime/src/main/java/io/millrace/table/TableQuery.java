package io.millrace.table;

import io.millrace.batch.RecordBatch;
import io.millrace.engine.EngineContext;
import io.millrace.engine.GroupFailureException;
import io.millrace.engine.OutputSink;
import io.millrace.engine.RowFailureException;
import io.millrace.engine.RowSink;
import io.millrace.engine.StreamExecutionEngine;
import io.millrace.memory.MemoryBudget;
import io.millrace.output.Subscriber;
import io.millrace.query.CompiledQuery;
import io.millrace.query.WatermarkSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * A SELECT over a table, compiled once. It runs as often as one likes, on the caller's thread, over
 * one version; several threads may run it at a time. Rows are read where they lie. Its state is off
 * the heap, within the engine's budget, and freed at the end of each run.
 */
public final class TableQuery {
  private static final int OUTPUT_ROWS = 1024;

  private final Table table;
  private final CompiledQuery query;
  private final MemoryBudget budget;

  TableQuery(Table table, CompiledQuery query, MemoryBudget budget) {
    this.table = table;
    this.query = query;
    this.budget = budget;
  }

  /** The compiled query. */
  public CompiledQuery compiled() {
    return query;
  }

  /** Runs over the newest version; the result lies on the heap. */
  public TableResult run() {
    try (TableVersion version = table.version()) {
      return run(version);
    }
  }

  /** Runs over a version that the caller holds, and goes on holding. */
  public TableResult run(TableVersion version) {
    List<RecordBatch> batches = new ArrayList<>();
    run(
        version,
        rows -> {
          batches.add(rows);
          return new RecordBatch(rows.schema(), rows.capacity());
        });
    return new TableResult(query.outputSchema(), version.sequence(), batches);
  }

  /**
   * Runs over a version that the caller holds. Rows go to the subscriber on this thread, as of
   * partition 0 and the version's sequence, then it is told of the end. What it throws comes out
   * here.
   */
  public void run(TableVersion version, Subscriber subscriber) {
    long sequence = version.sequence();
    run(
        version,
        rows -> {
          subscriber.onRows(rows, 0, sequence);
          rows.clear();
          return rows;
        });
    subscriber.onComplete();
  }

  private void run(TableVersion version, OutputSink output) {
    version.checkOf(table);
    EngineContext context =
        new EngineContext(budget, OUTPUT_ROWS, output, RowSink.NONE, TableQuery::refuse);
    try (StreamExecutionEngine engine = query.factory().create(context)) {
      LeafWalk leaves = version.leaves();
      for (LeafNode leaf = leaves.leaf(); leaf != null; leaf = leaves.leaf()) {
        engine.onBatch(leaf.rows(), WatermarkSpec.NONE);
        leaves.next();
      }
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
            + table.name()
            + ", sql="
            + query.sql()
            + ", at "
            + where
            + "; "
            + cause.getMessage(),
        cause);
  }
}

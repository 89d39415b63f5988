package io.millrace.table;

import io.millrace.engine.StreamExecutionEngine;
import io.millrace.memory.MemoryBudget;
import io.millrace.output.Subscriber;
import io.millrace.query.CompiledQuery;
import io.millrace.query.WatermarkSpec;

/**
 * A SELECT over a table, compiled once. It runs as often as one likes, on the caller's thread, over
 * one version; several threads may run it at a time. Rows are read where they lie. Its state is off
 * the heap, within the engine's budget, and freed at the end of each run.
 */
public final class TableQuery {
  private final Table table;
  private final BoundedSelect select;

  TableQuery(Table table, CompiledQuery query, MemoryBudget budget) {
    this.table = table;
    this.select = new BoundedSelect(table.name(), query, budget);
  }

  /** The compiled query. */
  public CompiledQuery compiled() {
    return select.query();
  }

  /** Runs over the newest version; the result lies on the heap. */
  public TableResult run() {
    try (TableVersion version = table.version()) {
      return run(version);
    }
  }

  /** Runs over a version that the caller holds, and goes on holding. */
  public TableResult run(TableVersion version) {
    version.checkOf(table);
    return select.collect(version.sequence(), engine -> feed(engine, version));
  }

  /**
   * Runs over a version that the caller holds. Rows go to the subscriber on this thread, as of
   * partition 0 and the version's sequence, then it is told of the end. What it throws comes out
   * here.
   */
  public void run(TableVersion version, Subscriber subscriber) {
    version.checkOf(table);
    long sequence = version.sequence();
    select.run(
        engine -> feed(engine, version),
        rows -> {
          subscriber.onRows(rows, 0, sequence);
          rows.clear();
          return rows;
        });
    subscriber.onComplete();
  }

  private static void feed(StreamExecutionEngine engine, TableVersion version) {
    LeafWalk leaves = version.leaves();
    for (LeafNode leaf = leaves.leaf(); leaf != null; leaf = leaves.leaf()) {
      engine.onBatch(leaf.rows(), WatermarkSpec.NONE);
      leaves.next();
    }
  }
}

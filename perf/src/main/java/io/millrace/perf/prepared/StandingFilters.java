package io.millrace.perf.prepared;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.Query;
import io.millrace.batch.RecordBatch;
import io.millrace.output.Subscriber;
import io.millrace.perf.bench.WrongAnswerException;
import io.millrace.publish.StreamPublisher;
import io.millrace.query.Catalog;
import io.millrace.query.CompiledQuery;
import io.millrace.query.CompiledStatement;
import io.millrace.sql.SqlCompiler;
import java.util.ArrayList;
import java.util.List;

/**
 * Many standing filters on one stream, of which each row passes exactly one: rows a second with the
 * index over the filters, and with each filter evaluated for each row.
 */
final class StandingFilters {
  /** What filters ask for. */
  enum Kind {
    /** One text. */
    EQUALITY("symbol = ?"),
    /** A range of ten numbers. */
    RANGE("price >= ? AND price < ?");

    private final String where;

    Kind(String where) {
      this.where = where;
    }

    private Object[] values(int filter) {
      return this == EQUALITY
          ? new Object[] {"S" + filter}
          : new Object[] {10L * filter, 10L * filter + 10};
    }
  }

  /** What was found: milliseconds and kilobytes of heap for a filter, rows a second. */
  record Point(double startMs, double kilobytes, double rowsPerSecond) {}

  private static final String DDL = "CREATE STREAM trades (symbol VARCHAR, price BIGINT)";
  private static final Subscriber NOBODY = (rows, partition, sequence) -> {};
  private static final int BATCH_ROWS = 1024;
  private static final double NS_PER_MS = 1e6;
  private static final double NS_PER_SECOND = 1e9;
  private static final double BYTES_PER_KB = 1024;

  private StandingFilters() {}

  /** Starts filters, then publishes for at least so long. */
  static Point measure(Kind kind, int filters, boolean indexed, long leastNs)
      throws WrongAnswerException {
    CompiledQuery query = compile("SELECT symbol, price FROM trades WHERE " + kind.where);
    if ((query.filter() == null)) {
      throw new WrongAnswerException("filter without index: plan=" + query.plan());
    }
    MillraceConfig config = MillraceConfig.defaults().withPartitions(1).withBatchRows(BATCH_ROWS);
    try (Millrace engine = Millrace.start(config)) {
      engine.execute(DDL);
      List<Query> started = new ArrayList<>();
      long heapBefore = usedHeap();
      long begin = System.nanoTime();
      for (int i = 0; i < filters; i++) {
        CompiledQuery bound = query.bind(kind.values(i));
        started.add(
            engine.subscribe(indexed ? bound : withoutIndex(bound), Delivery.PARTITION, NOBODY));
      }
      engine.drain();
      double startMs = (System.nanoTime() - begin) / NS_PER_MS / filters;
      double kilobytes = (usedHeap() - heapBefore) / BYTES_PER_KB / filters;
      publish(engine, filters, leastNs / 4);
      return new Point(startMs, kilobytes, publish(engine, filters, leastNs, started));
    }
  }

  private static CompiledQuery compile(String sql) {
    Catalog catalog = new Catalog();
    SqlCompiler compiler = new SqlCompiler();
    catalog.add(
        ((CompiledStatement.CreateStream) compiler.open(DDL, "perf").next(catalog)).definition());
    return (CompiledQuery) compiler.open(sql, "perf").next(catalog);
  }

  private static CompiledQuery withoutIndex(CompiledQuery query) {
    return new CompiledQuery(
        query.sql(),
        query.stream(),
        query.inputSchema(),
        query.inputColumns(),
        query.outputSchema(),
        query.routing(),
        query.retracts(),
        query.key(),
        query.sink(),
        query.plan(),
        query.code(),
        query.stateShape(),
        query.parameters(),
        query.values(),
        null,
        query.factory());
  }

  private static double publish(Millrace engine, int filters, long leastNs, List<Query> started)
      throws WrongAnswerException {
    long before = rowsOut(started);
    long begin = System.nanoTime();
    long rows = publish(engine, filters, leastNs);
    double seconds = (System.nanoTime() - begin) / NS_PER_SECOND;
    if (rowsOut(started) - before != rows) {
      throw new WrongAnswerException(
          "rows of all filters: expected=" + rows + ", found=" + (rowsOut(started) - before));
    }
    return rows / seconds;
  }

  private static long rowsOut(List<Query> queries) {
    return queries.stream().mapToLong(Query::rowsOut).sum();
  }

  /** Publishes batches in which the filters take turns; gives back the number of rows. */
  private static long publish(Millrace engine, int filters, long leastNs) {
    long rows = 0;
    try (StreamPublisher trades = engine.publisher("trades")) {
      RecordBatch[] batches = new RecordBatch[(filters + BATCH_ROWS - 1) / BATCH_ROWS];
      for (int i = 0; i < batches.length; i++) {
        batches[i] = new RecordBatch(trades.stream().schema(), BATCH_ROWS);
        for (int row = 0; row < BATCH_ROWS; row++) {
          int filter = (int) ((i * (long) BATCH_ROWS + row) * 7919 % filters);
          batches[i].column(0).setText(row, "S" + filter);
          batches[i].column(1).longs()[row] = 10L * filter + row % 10;
        }
        batches[i].rowCount(BATCH_ROWS);
      }
      long begin = System.nanoTime();
      for (int i = 0; System.nanoTime() - begin < leastNs; i++) {
        trades.publish(batches[i % batches.length]);
        rows += BATCH_ROWS;
      }
    }
    engine.drain();
    return rows;
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}

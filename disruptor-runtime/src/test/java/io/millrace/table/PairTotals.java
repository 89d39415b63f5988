package io.millrace.table;

import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.batch.RecordBatch;
import io.millrace.output.Row;
import io.millrace.publish.StreamPublisher;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A table whose rows are told by the number of batches that were published: totals by key, of a
 * value and of its opposite, which add up to nothing in every row.
 */
final class PairTotals implements AutoCloseable {
  static final String NAME = "totals";
  static final int KEYS = 500;
  static final int BATCH_ROWS = 7;
  private static final String SQL =
      "SELECT k, SUM(v) AS up, SUM(0 - v) AS down, COUNT(*) AS n, MAX(name) AS name FROM t"
          + " GROUP BY k";

  final Table table;
  private final Millrace engine;
  private final StreamPublisher publisher;
  private final RecordBatch batch;
  private long published;

  PairTotals(StateStore state) {
    engine = Millrace.start(MillraceConfig.defaults().withBatchRows(BATCH_ROWS));
    engine.execute("CREATE STREAM t (k BIGINT NOT NULL, v BIGINT NOT NULL, name VARCHAR NOT NULL)");
    table = engine.table(NAME, SQL, state);
    publisher = engine.publisher("t");
    batch = new RecordBatch(publisher.stream().schema(), BATCH_ROWS);
  }

  private static long key(long row) {
    return row * 31 % KEYS;
  }

  private static long value(long row) {
    return row % 1000 - 300;
  }

  private static String name(long row) {
    return "n".repeat((int) (row / KEYS % 60)) + row % 7;
  }

  /** Publishes the next batch: one sequence. */
  void publish() {
    batch.clear();
    for (int i = 0; i < BATCH_ROWS; i++) {
      long row = published++;
      byte[] name = name(row).getBytes(StandardCharsets.UTF_8);
      batch.column(0).longs()[i] = key(row);
      batch.column(1).longs()[i] = value(row);
      batch.column(2).setVarchar(i, name, 0, name.length);
    }
    batch.rowCount(BATCH_ROWS);
    publisher.publish(batch);
    publisher.flush();
  }

  void drain() {
    engine.drain();
  }

  @Override
  public void close() {
    engine.close();
  }

  /** A row as text. */
  static String text(Row row) {
    return row.getLong(0)
        + " "
        + row.getLong(1)
        + " "
        + row.getLong(2)
        + " "
        + row.getLong(3)
        + " "
        + row.getString(4);
  }

  /** What a table shows after so many batches, by key. */
  static SortedMap<Long, String> expected(long batches) {
    TreeMap<Long, long[]> sums = new TreeMap<>();
    TreeMap<Long, String> names = new TreeMap<>();
    for (long row = 0; row < batches * BATCH_ROWS; row++) {
      long[] sum = sums.computeIfAbsent(key(row), key -> new long[2]);
      sum[0] += value(row);
      sum[1]++;
      names.merge(key(row), name(row), (a, b) -> a.compareTo(b) > 0 ? a : b);
    }
    TreeMap<Long, String> rows = new TreeMap<>();
    sums.forEach(
        (key, sum) ->
            rows.put(
                key, key + " " + sum[0] + " " + -sum[0] + " " + sum[1] + " " + names.get(key)));
    return rows;
  }

  static SortedMap<Long, String> rows(Table table) {
    TreeMap<Long, String> rows = new TreeMap<>();
    try (TableVersion version = table.version()) {
      for (TableCursor cursor = version.scan(); cursor.next(); ) {
        rows.put(cursor.row().getLong(0), text(cursor.row()));
      }
    }
    return rows;
  }

  static SortedMap<Long, String> rows(PersistedTable table) {
    TreeMap<Long, String> rows = new TreeMap<>();
    for (PersistedCursor cursor = table.scan(); cursor.next(); ) {
      rows.put(cursor.row().getLong(0), text(cursor.row()));
    }
    return rows;
  }

  static List<String> lines(PersistedTable table) {
    return List.copyOf(rows(table).values());
  }
}

package io.millrace.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.batch.RecordBatch;
import io.millrace.output.Row;
import io.millrace.publish.StreamPublisher;
import io.millrace.type.DataType;
import io.millrace.type.Schema;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tables beside sums over a list of all rows: keys of all kinds, windows, rows that come back. What
 * holds of a table wherever it keeps its rows.
 */
abstract class TableContractTest {
  private static final int STEPS = 12;
  private static final LocalDateTime START = LocalDateTime.of(2024, 1, 1, 0, 0);
  private static final String DDL =
      "CREATE STREAM t (k VARCHAR, d DATE, p DECIMAL(38, 5), amount BIGINT NOT NULL, name VARCHAR,"
          + " at TIMESTAMP(9), WATERMARK FOR at AS at - INTERVAL '0' SECOND)";
  private static final String WINDOWS =
      "SELECT window_end, k, window_start, SUM(amount), COUNT(*) FROM"
          + " TABLE(TUMBLE(TABLE t, DESCRIPTOR(at), INTERVAL '10' SECOND))"
          + " GROUP BY k, window_start, window_end";

  private record In(List<Object> values) {
    Object get(int column) {
      return values.get(column);
    }

    long amount() {
      return (Long) get(3);
    }

    LocalDateTime start() {
      long seconds = Duration.between(START, (LocalDateTime) get(5)).toSeconds();
      return START.plusSeconds(seconds / 10 * 10);
    }
  }

  /** Where a table of some name keeps its rows. */
  abstract StateStore state(String name);

  /** Looks at what is outside of a table after it was seen to hold these rows. */
  abstract void checkOutside(Table table, List<List<Object>> rows, int keys);

  /** A query, how its rows follow from the input, and how many of the first columns are its key. */
  private record Case(String sql, int keys, Function<List<In>, List<List<Object>>> oracle) {}

  private static List<List<Object>> grouped(
      List<In> rows, Function<In, List<Object>> key, Function<List<In>, List<Object>> values) {
    Map<List<Object>, List<In>> groups = rows.stream().collect(Collectors.groupingBy(key));
    List<List<Object>> result = new ArrayList<>();
    groups.forEach(
        (group, members) -> {
          List<Object> row = new ArrayList<>(group);
          row.addAll(values.apply(members));
          result.add(row);
        });
    return result;
  }

  private static List<Object> key(Object... values) {
    return new ArrayList<>(java.util.Arrays.asList(values));
  }

  private static long sum(List<In> rows) {
    return rows.stream().mapToLong(In::amount).sum();
  }

  private static Object longest(List<In> rows) {
    return rows.stream()
        .map(row -> row.get(4))
        .filter(Objects::nonNull)
        .max(Samples.ORDER)
        .orElse(null);
  }

  private static List<List<Object>> windows(List<In> rows, Predicate<LocalDateTime> isIn) {
    return grouped(
        rows.stream().filter(row -> isIn.test(row.start().plusSeconds(10))).toList(),
        row -> key(row.start().plusSeconds(10), row.get(0), row.start()),
        members -> key(sum(members), (long) members.size()));
  }

  private static LocalDateTime last(List<In> rows) {
    return rows.isEmpty() ? START : (LocalDateTime) rows.get(rows.size() - 1).get(5);
  }

  private static List<Case> cases() {
    return List.of(
        new Case(
            "SELECT k, SUM(amount), COUNT(*), MAX(name) FROM t GROUP BY k",
            1,
            rows ->
                grouped(
                    rows,
                    row -> key(row.get(0)),
                    members -> key(sum(members), (long) members.size(), longest(members)))),
        new Case(
            "SELECT d, p, SUM(amount) FROM t GROUP BY p, d HAVING SUM(amount) > 0",
            2,
            rows ->
                grouped(rows, row -> key(row.get(1), row.get(2)), members -> key(sum(members)))
                    .stream()
                    .filter(row -> (Long) row.get(2) > 0)
                    .toList()),
        new Case(
            "SELECT k, MAX(name), SUM(amount) FROM t GROUP BY k HAVING COUNT(*) > 2",
            1,
            rows ->
                grouped(
                        rows,
                        row -> key(row.get(0)),
                        members -> key(longest(members), sum(members), members.size()))
                    .stream()
                    .filter(row -> (Integer) row.get(3) > 2)
                    .map(row -> row.subList(0, 3))
                    .toList()),
        new Case(WINDOWS, 2, rows -> windows(rows, end -> !end.isAfter(last(rows)))),
        new Case(WINDOWS + " EMIT CHANGES", 2, rows -> windows(rows, end -> true)),
        new Case(
            "SELECT SUM(amount), COUNT(*) FROM t",
            0,
            rows -> rows.isEmpty() ? List.of() : List.of(key(sum(rows), (long) rows.size()))));
  }

  private static List<Object> random(Schema schema, Random random, LocalDateTime at) {
    List<Object> row = new ArrayList<>();
    row.add(Samples.random(schema.type(0), random, 40));
    row.add(Samples.random(schema.type(1), random, 6));
    row.add(Samples.random(schema.type(2), random, 12));
    row.add((long) random.nextInt(21) - 10);
    String name = "x".repeat(random.nextInt(50)) + random.nextInt(1000);
    row.add(random.nextInt(4) == 0 ? null : name);
    row.add(at);
    return row;
  }

  static List<Object> values(Row row) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      values.add(Samples.read(row, row.schema().type(i), i));
    }
    return values;
  }

  private static List<List<Object>> rows(Table table) {
    List<List<Object>> rows = new ArrayList<>();
    try (TableVersion version = table.version()) {
      for (TableCursor cursor = version.scan(); cursor.next(); ) {
        rows.add(values(cursor.row()));
      }
      assertThat(version.rowCount()).isEqualTo(rows.size());
    }
    return rows;
  }

  /** Rows by their first columns. */
  static Comparator<List<Object>> byKey(int keys) {
    return (a, b) -> {
      for (int i = 0; i < keys; i++) {
        int compared = Samples.ORDER.compare(a.get(i), b.get(i));
        if (compared != 0) {
          return compared;
        }
      }
      return 0;
    };
  }

  private static List<List<Object>> expected(Case query, List<In> rows) {
    return query.oracle().apply(rows).stream().sorted(byKey(query.keys())).toList();
  }

  private static void checkLookUps(Table table, List<List<Object>> rows, int keys) {
    for (List<Object> row : rows) {
      DataType type = table.schema().type(row.size() - 1);
      Object last = Samples.read(table.find(row.subList(0, keys).toArray()), type, row.size() - 1);
      assertThat(last).isEqualTo(row.get(row.size() - 1));
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,7", "1,1024", "3,1", "3,7", "3,1024"})
  void shouldHoldWhatTheRowsAddUpToAfterEachDrain(int partitions, int batchRows) {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    try (Millrace engine =
        Millrace.start(
            MillraceConfig.defaults().withPartitions(partitions).withBatchRows(batchRows))) {
      engine.execute(DDL);
      List<Table> tables = new ArrayList<>();
      for (Case query : cases()) {
        String name = "t" + tables.size();
        tables.add(engine.table(name, query.sql(), state(name)));
      }
      StreamPublisher publisher = engine.publisher("t");
      Schema schema = publisher.stream().schema();
      List<In> published = new ArrayList<>();
      LocalDateTime at = START;
      for (int step = 0; step < STEPS; step++) {
        RecordBatch batch = new RecordBatch(schema, 1 + random.nextInt(150));
        for (int row = 0; row < batch.capacity(); row++) {
          at = at.plusNanos(random.nextInt(300_000_000));
          In in = new In(random(schema, random, at));
          published.add(in);
          for (int i = 0; i < schema.size(); i++) {
            Samples.store(batch.column(i), row, in.get(i));
          }
        }
        batch.rowCount(batch.capacity());
        publisher.publish(batch);
        publisher.flush();
        engine.drain();
        for (int i = 0; i < tables.size(); i++) {
          Case query = cases().get(i);
          List<List<Object>> expected = expected(query, published);
          assertThat(rows(tables.get(i))).as("seed=%d, %s", seed, query.sql()).isEqualTo(expected);
          checkOutside(tables.get(i), expected, query.keys());
        }
      }
      Case query = cases().get(1);
      checkLookUps(tables.get(1), expected(query, published), query.keys());
      checkLookUps(tables.get(0), expected(cases().get(0), published), 1);
    }
  }
}

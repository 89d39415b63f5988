package io.millrace.prepared;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.Query;
import io.millrace.output.RowSubscriber;
import io.millrace.output.Subscriber;
import io.millrace.publish.RowWriter;
import io.millrace.publish.StreamPublisher;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Indexed filters against plain Java, and beside the same filters with literals. */
class FilterIndexTest {
  private static final String DDL =
      "CREATE STREAM t (symbol VARCHAR, account BIGINT, small INTEGER, size BIGINT, price DOUBLE)";

  /** A row; NULL where a value is. */
  private record Trade(String symbol, Long account, Integer small, Long size, Double price) {}

  /** The value and the bound that a query asks for make a filter in Java. */
  private interface Meaning {
    boolean passes(Trade row, long value, long bound);
  }

  /** A filter with two parameters: its text, its first value, its meaning. */
  private enum Filter {
    TEXT(
        "symbol = ? AND size > ?",
        (t, v, b) -> ("s" + v).equals(t.symbol) && t.size != null && t.size > b),
    BIGINT(
        "account = ? AND size <= ?",
        (t, v, b) -> t.account != null && t.account == v && t.size != null && t.size <= b),
    TURNED(
        "? = small AND (size > ? OR size IS NULL)",
        (t, v, b) -> t.small != null && t.small == v && (t.size == null || t.size > b)),
    BETWEEN("size BETWEEN ? AND ?", (t, v, b) -> t.size != null && t.size >= v && t.size <= b),
    OPEN("? < size AND size < ?", (t, v, b) -> t.size != null && t.size > v && t.size < b),
    TWO_COLUMNS(
        "account >= ? AND size < ?",
        (t, v, b) -> t.account != null && t.account >= v && t.size != null && t.size < b),
    FLOATING(
        "price >= ? AND price <= ?", (t, v, b) -> t.price != null && t.price >= v && t.price <= b),
    NEITHER(
        "account <> ? AND size <> ?",
        (t, v, b) -> t.account != null && t.account != v && t.size != null && t.size != b);

    private final String sql;
    private final Meaning meaning;

    Filter(String sql, Meaning meaning) {
      this.sql = sql;
      this.meaning = meaning;
    }

    Object[] values(long value, long bound) {
      return switch (this) {
        case TEXT -> new Object[] {"s" + value, bound};
        case FLOATING -> new Object[] {(double) value, (double) bound};
        default -> new Object[] {value, bound};
      };
    }

    String literal(long value, long bound) {
      String first = this == TEXT ? "'s" + value + "'" : Long.toString(value);
      return sql.replaceFirst("\\?", first).replaceFirst("\\?", Long.toString(bound));
    }
  }

  /** A standing filter, what it has seen, and what it should have. */
  private static final class Standing {
    private final Filter filter;
    private final long value;
    private final long bound;
    private final List<Long> seen = new ArrayList<>();
    private final List<Long> expected = new ArrayList<>();
    private Query query;

    Standing(SplittableRandom random) {
      this.filter = Filter.values()[random.nextInt(Filter.values().length)];
      this.value = random.nextInt(8);
      this.bound = random.nextInt(20);
    }

    Subscriber subscriber() {
      RowSubscriber collect =
          row -> {
            synchronized (seen) {
              seen.add(row.getLong(0));
            }
          };
      return collect.toSubscriber();
    }

    @Override
    public String toString() {
      return filter.literal(value, bound);
    }
  }

  @Test
  void shouldFindTheRowsThatPlainJavaFinds() {
    for (int partitions : new int[] {1, 3}) {
      for (int batchRows : new int[] {1, 7, 1024}) {
        for (Delivery delivery : Delivery.values()) {
          check(partitions, batchRows, delivery);
        }
      }
    }
  }

  private static void check(int partitions, int batchRows, Delivery delivery) {
    SplittableRandom random = new SplittableRandom(partitions * 97L + batchRows);
    MillraceConfig config =
        MillraceConfig.defaults()
            .withPartitions(partitions)
            .withBatchRows(batchRows)
            .withSharedPublishing(false);
    Map<Filter, PreparedQuery> prepared = new EnumMap<>(Filter.class);
    List<Standing> all = new ArrayList<>();
    List<Standing> standing = new ArrayList<>();
    try (Millrace engine = Millrace.start(config)) {
      engine.execute(DDL.replace("t (", "t (id BIGINT, "));
      StreamPublisher publisher = engine.publisher("t");
      for (long step = 0; step < 3_000; step++) {
        int choice = random.nextInt(20);
        if (choice == 0) {
          Standing added = new Standing(random);
          add(engine, prepared, added, delivery, random.nextInt(8) == 0);
          all.add(added);
          standing.add(added);
        } else if (choice == 1 && !standing.isEmpty()) {
          publisher.flush();
          engine.drain();
          standing.remove(random.nextInt(standing.size())).query.cancel();
        } else {
          Trade row = row(random);
          publish(publisher, step, row);
          for (Standing filter : standing) {
            if (filter.filter.meaning.passes(row, filter.value, filter.bound)) {
              filter.expected.add(step);
            }
          }
        }
      }
    }
    for (Standing filter : all) {
      if (partitions == 1 || delivery == Delivery.ORDERED) {
        assertThat(filter.seen).as(filter.toString()).isEqualTo(filter.expected);
      } else {
        assertThat(filter.seen)
            .as(filter.toString())
            .containsExactlyInAnyOrderElementsOf(filter.expected);
      }
    }
    assertThat(all.stream().mapToInt(filter -> filter.seen.size()).sum()).isGreaterThan(1_000);
  }

  private static void add(
      Millrace engine,
      Map<Filter, PreparedQuery> prepared,
      Standing added,
      Delivery delivery,
      boolean asLiteral) {
    String select = "SELECT id FROM t WHERE ";
    added.query =
        asLiteral
            ? engine.subscribe(select + added, delivery, added.subscriber())
            : prepared
                .computeIfAbsent(added.filter, filter -> engine.prepare(select + filter.sql))
                .subscribe(
                    delivery, added.subscriber(), added.filter.values(added.value, added.bound));
  }

  private static Trade row(SplittableRandom random) {
    return new Trade(
        isNull(random) ? null : "s" + random.nextInt(10),
        isNull(random) ? null : (Long) (long) random.nextInt(10),
        isNull(random) ? null : (Integer) random.nextInt(10),
        isNull(random) ? null : (Long) (long) random.nextInt(20),
        isNull(random)
            ? null
            : (Double) ((random.nextInt(40) - 10) * (random.nextBoolean() ? 0.5 : -0.0)));
  }

  private static boolean isNull(SplittableRandom random) {
    return random.nextInt(12) == 0;
  }

  private static void publish(StreamPublisher publisher, long id, Trade row) {
    RowWriter writer = publisher.row().setLong(0, id);
    if (row.symbol != null) {
      writer.setString(1, row.symbol);
    }
    if (row.account != null) {
      writer.setLong(2, row.account);
    }
    if (row.small != null) {
      writer.setInt(3, row.small);
    }
    if (row.size != null) {
      writer.setLong(4, row.size);
    }
    if (row.price != null) {
      writer.setDouble(5, row.price);
    }
    writer.end();
  }

  @Test
  void shouldTreatNotANumberAsTheSameFilterWithLiteralsDoes() {
    for (String comparison : List.of("> %s", ">= %s", "< %s", "<= %s", "BETWEEN %s AND 9e9")) {
      List<Long> asLiteral = new ArrayList<>();
      List<Long> indexed = new ArrayList<>();
      try (Millrace engine = Millrace.start()) {
        engine.execute("CREATE STREAM t (id BIGINT, price DOUBLE)");
        String select = "SELECT id FROM t WHERE price ";
        engine.subscribe(
            select + comparison.formatted("1e0"), Delivery.ORDERED, collect(asLiteral));
        engine
            .prepare(select + comparison.formatted("?"))
            .subscribe(Delivery.ORDERED, collect(indexed), 1.0);
        StreamPublisher publisher = engine.publisher("t");
        double[] prices = {Double.NaN, 0, 1, 2, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};
        for (int i = 0; i < prices.length; i++) {
          publisher.row().setLong(0, i).setDouble(1, prices[i]).end();
        }
      }
      assertThat(indexed).as(comparison).isEqualTo(asLiteral).isNotEmpty();
    }
  }

  private static Subscriber collect(List<Long> ids) {
    RowSubscriber collect = row -> ids.add(row.getLong(0));
    return collect.toSubscriber();
  }

  @Test
  void shouldKeepStateOfIndexedGroups() {
    List<String> counts = new ArrayList<>();
    RowSubscriber collect = row -> counts.add(row.getString(0) + row.getLong(1));
    try (Millrace engine = Millrace.start(MillraceConfig.defaults().withPartitions(2))) {
      engine.execute(DDL);
      PreparedQuery counted =
          engine.prepare("SELECT symbol, COUNT(*) FROM t WHERE account = ? GROUP BY symbol");
      assertThat(counted.plan()).contains("Index account = ?1");
      counted.subscribe(Delivery.ORDERED, collect.toSubscriber(), 1);
      counted.subscribe(Delivery.ORDERED, collect.toSubscriber(), 3);
      engine.execute(
          "INSERT INTO t (symbol, account) VALUES ('a', 1), ('b', 2), ('a', 3), ('a', 1)");
    }
    assertThat(counts).containsExactlyInAnyOrder("a1", "a1", "a2");
  }

  /** What cannot fail is decided first, so the index passes over no row that would have failed. */
  @Test
  void shouldFailForTheRowsForWhichTheSameFilterWithLiteralsDoes() {
    for (String row : List.of("(2, 0)", "(NULL, 0)", "(1, 0)")) {
      try (Millrace engine = Millrace.start()) {
        engine.execute(DDL);
        String select = "SELECT size FROM t WHERE 10 / size > 1 AND account = ";
        PreparedQuery indexed = engine.prepare(select + "?");
        assertThat(indexed.plan()).contains("Index account = ?1");
        Query query = indexed.subscribe(Delivery.ORDERED, collect(new ArrayList<>()), 1);
        Query same = engine.subscribe(select + "1", Delivery.ORDERED, collect(new ArrayList<>()));
        engine.execute("INSERT INTO t (account, size) VALUES " + row);
        engine.drain();
        assertThat(query.failure() != null)
            .as(row)
            .isEqualTo(same.failure() != null)
            .isEqualTo(row.startsWith("(1"));
      }
    }
  }

  @Test
  void shouldCallSubscribersInTheOrderOfTheirNumbersWhenARowConcernsSeveral() {
    List<Integer> order = new ArrayList<>();
    try (Millrace engine = Millrace.start()) {
      engine.execute("CREATE STREAM t (k BIGINT, v BIGINT)");
      PreparedQuery one = engine.prepare("SELECT k FROM t WHERE k = ?");
      PreparedQuery other = engine.prepare("SELECT v FROM t WHERE k <= ?");
      for (int i = 0; i < 40; i++) {
        int number = i;
        (i % 2 == 0 ? one : other)
            .subscribe(
                Delivery.ORDERED,
                (rows, partition, at) -> order.add(number),
                i % 2 == 0 ? 2 : 100 + i);
      }
      engine.execute("INSERT INTO t VALUES (2, 0), (1, 0)");
    }
    // Identical queries are called together, in the place of their first.
    List<Integer> expected = new ArrayList<>();
    for (int i = 0; i < 40; i += 2) {
      expected.add(i);
    }
    for (int i = 1; i < 40; i += 2) {
      expected.add(i);
    }
    assertThat(order).isEqualTo(expected);
  }
}

package io.millrace.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.output.Row;
import io.millrace.output.RowSubscriber;
import io.millrace.publish.StreamPublisher;
import io.millrace.query.SqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final String TOTALS =
      "SELECT symbol, SUM(amount) AS total, COUNT(*) AS n FROM trades GROUP BY symbol";
  private static final long SECOND_NS = 1_000_000_000L;

  private Millrace engine;
  private StreamPublisher trades;

  @BeforeEach
  void start() {
    start(MillraceConfig.defaults());
  }

  private void start(MillraceConfig config) {
    engine = Millrace.start(config);
    engine.execute(
        "CREATE STREAM trades (symbol VARCHAR, amount BIGINT, at TIMESTAMP(3),"
            + " WATERMARK FOR at AS at - INTERVAL '0' SECOND)");
    trades = engine.publisher("trades");
  }

  @AfterEach
  void stop() {
    engine.close();
    assertThat(engine.memoryBudget().usedBytes()).isZero();
  }

  private void publish(String symbol, long amount, long seconds) {
    trades.row().setString(0, symbol).setLong(1, amount).setLong(2, seconds * SECOND_NS).end();
  }

  private void drain() {
    trades.flush();
    engine.drain();
  }

  private static List<String> rows(TableCursor cursor) {
    List<String> rows = new ArrayList<>();
    while (cursor.next()) {
      rows.add(text(cursor.row()));
    }
    return rows;
  }

  /** A row whose first column is text and whose others are long or text. */
  private static String text(Row row) {
    StringBuilder text = new StringBuilder(row.isNull(0) ? "null" : row.getString(0));
    for (int i = 1; i < row.size(); i++) {
      text.append(' ').append(row.isNull(i) ? "null" : row.getLong(i));
    }
    return text.toString();
  }

  private static List<String> rows(Table table) {
    try (TableVersion version = table.version()) {
      return rows(version.scan());
    }
  }

  @Test
  void shouldFindTheCurrentTotalsWhenRowsWerePublished() {
    Table totals = engine.table(TOTALS);
    assertThat(totals.find("ABC")).isNull();
    publish("ABC", 5, 0);
    publish("XYZ", 7, 0);
    publish("ABC", 1, 0);
    drain();
    Row row = totals.find("ABC");
    assertThat(row.getLong(1)).isEqualTo(6);
    publish("ABC", 10, 0);
    drain();
    assertThat(row.getLong(1)).isEqualTo(6);
    assertThat(totals.find("ABC").getLong(1)).isEqualTo(16);
    assertThat(totals.find("ABC").getLong(2)).isEqualTo(3);
    assertThat(totals.find("nothing")).isNull();
    assertThat(rows(totals)).containsExactly("ABC 16 3", "XYZ 7 1");
    assertThat(totals.name()).isEqualTo("table1");
    assertThat(totals.keySchema().toString()).isEqualTo("(symbol VARCHAR)");
    assertThat(engine.findTable("TABLE1")).isSameAs(totals);
  }

  @Test
  void shouldGoOnShowingTheSameRowsWhenAVersionIsHeld() {
    Table totals = engine.table(TOTALS);
    publish("A", 1, 0);
    drain();
    try (TableVersion version = totals.version();
        TableVersion same = totals.version()) {
      long sequence = version.sequence();
      publish("A", 1, 0);
      publish("B", 2, 0);
      drain();
      assertThat(version.sequence()).isEqualTo(sequence).isEqualTo(same.sequence());
      assertThat(version.rowCount()).isEqualTo(1);
      assertThat(rows(version.scan())).containsExactly("A 1 1");
      assertThat(rows(same.scan())).containsExactly("A 1 1");
      assertThat(rows(totals)).containsExactly("A 2 2", "B 2 1");
      version.refresh();
      assertThat(version.sequence()).isGreaterThan(sequence);
      assertThat(version.rowCount()).isEqualTo(2);
      assertThat(rows(version.scan())).containsExactly("A 2 2", "B 2 1");
    }
  }

  @Test
  void shouldLookUpWithoutGarbageWhenKeysAreSetByType() {
    Table totals = engine.table(TOTALS);
    publish("A", 1, 0);
    trades.row().setLong(1, 4).setLong(2, 0).end();
    drain();
    TableKey key = totals.key();
    try (TableVersion version = totals.version()) {
      assertThat(version.find(key.clear().setString(0, "A")).getLong(1)).isEqualTo(1);
      assertThat(version.find(key.clear().setNull(0)).getLong(1)).isEqualTo(4);
      assertThat(version.find((Object) null).getLong(1)).isEqualTo(4);
      assertThatThrownBy(() -> version.find(totals.key()))
          .hasMessage(
              "key is not whole: set=0, key=(symbol VARCHAR);"
                  + " set all of its columns, or scan a range");
      assertThatThrownBy(() -> key.setString(0, "B"))
          .hasMessage(
              "key column out of turn: column=0, set=1, key=(symbol VARCHAR);"
                  + " set them one after the other from 0, after clear()");
    }
    assertThatThrownBy(() -> totals.find(5))
        .hasMessage(
            "value does not fit the key column: value=5, class=Integer, column=symbol VARCHAR;"
                + " give one of its type");
  }

  @Test
  void shouldScanRangesInTheOrderOfTheSelectListWhenTheKeyHasTwoColumns() {
    Table table =
        engine.table("SELECT symbol, amount, COUNT(*) AS n FROM trades GROUP BY amount, symbol");
    for (String symbol : List.of("B", "A", "C", "AB")) {
      for (long amount = 1; amount <= 300; amount++) {
        publish(symbol, amount, 0);
      }
    }
    drain();
    try (TableVersion version = table.version()) {
      assertThat(version.rowCount()).isEqualTo(1200);
      assertThat(rows(version.prefix("AB"))).hasSize(300).allMatch(row -> row.startsWith("AB "));
      assertThat(rows(version.range(table.key("AB", 299), table.key("B", 3))))
          .containsExactly("AB 299 1", "AB 300 1", "B 1 1", "B 2 1");
      assertThat(rows(version.rangeClosed(table.key("AB", 300), table.key("B", 1))))
          .containsExactly("AB 300 1", "B 1 1");
      assertThat(rows(version.range(table.key("A"), table.key("B")))).hasSize(600);
      assertThat(rows(version.rangeClosed(table.key("A"), table.key("B")))).hasSize(900);
      assertThat(rows(version.range(null, table.key("A", 3)))).containsExactly("A 1 1", "A 2 1");
      assertThat(rows(version.range(table.key("C", 299), null)))
          .containsExactly("C 299 1", "C 300 1");
      assertThat(rows(version.range(table.key("C"), table.key("A")))).isEmpty();
      assertThat(rows(version.range(table.key(), null))).hasSize(1200);
    }
  }

  @Test
  void shouldTakeARowAwayWhenItLeavesHaving() {
    Table table = engine.table("big", TOTALS + " HAVING SUM(amount) > 10");
    publish("A", 11, 0);
    publish("B", 12, 0);
    drain();
    assertThat(rows(table)).containsExactly("A 11 1", "B 12 1");
    publish("A", -5, 0);
    drain();
    assertThat(rows(table)).containsExactly("B 12 1");
    publish("A", 20, 0);
    drain();
    assertThat(rows(table)).containsExactly("A 26 3", "B 12 1");
  }

  @Test
  void shouldKeepOneRowAWindowWhenTheQueryHasWindows() {
    String windows =
        "SELECT symbol, window_start, window_end, SUM(amount) AS total FROM"
            + " TABLE(TUMBLE(TABLE trades, DESCRIPTOR(at), INTERVAL '10' SECOND))"
            + " GROUP BY symbol, window_start, window_end";
    Table closed = engine.table(windows);
    Table all = engine.table(windows + " EMIT CHANGES");
    publish("A", 1, 1);
    publish("A", 2, 9);
    publish("A", 3, 11);
    drain();
    assertThat(closed.keySchema().columns())
        .extracting("name")
        .containsExactly("symbol", "window_start");
    assertThat(rows(closed)).containsExactly("A 0 10000000000 3");
    assertThat(rows(all)).containsExactly("A 0 10000000000 3", "A 10000000000 20000000000 3");
    engine.close();
    assertThat(rows(closed)).isEqualTo(rows(all)).hasSize(2);
  }

  @Test
  void shouldHoldOneRowWhenThereIsNoGroupBy() {
    Table table = engine.table("SELECT 'all', COUNT(*) AS n FROM trades");
    assertThat(table.find()).isNull();
    publish("A", 1, 0);
    publish("B", 1, 0);
    drain();
    assertThat(table.find().getLong(1)).isEqualTo(2);
    assertThat(rows(table)).containsExactly("all 2");
  }

  @Test
  void shouldRefuseWhatHasNoKeyAndSayWhatToAdd() {
    assertThatThrownBy(() -> engine.table("SELECT symbol FROM trades WHERE amount > 1"))
        .hasMessage(
            "table without key: sql=SELECT symbol FROM trades WHERE amount > 1;"
                + " its rows must be groups, add GROUP BY with what tells them apart");
    assertThatThrownBy(
            () -> engine.table("SELECT COUNT(*) FROM trades GROUP BY symbol, amount + 1"))
        .hasMessage(
            "table without its whole key: missing=symbol, expression 2 of GROUP BY;"
                + " add it to the SELECT list");
    assertThatThrownBy(
            () ->
                engine.table(
                    "SELECT symbol, COUNT(*) FROM TABLE(TUMBLE(TABLE trades, DESCRIPTOR(at),"
                        + " INTERVAL '10' SECOND)) GROUP BY symbol, window_start, window_end"))
        .hasMessage("table without its whole key: missing=window_start; add it to the SELECT list");
    engine.table("totals", TOTALS);
    assertThatThrownBy(() -> engine.table("Totals", TOTALS))
        .hasMessage("name is taken: table=Totals; use another, or close what has it");
    assertThatThrownBy(() -> engine.table("trades", TOTALS)).hasMessageContaining("name is taken");
  }

  @Test
  void shouldSayWhyWhenTheTableIsFull() {
    engine.close();
    start(MillraceConfig.defaults().withTableRows(2));
    Table totals = engine.table("totals", TOTALS);
    publish("A", 1, 0);
    publish("B", 1, 0);
    drain();
    TableVersion held = totals.version();
    publish("C", 1, 0);
    drain();
    assertThat(totals.failure())
        .hasMessageContaining(
            "table is full: rows=2; raise MillraceConfig.withTableRows, or select fewer groups");
    assertThatThrownBy(totals::version)
        .hasMessageStartingWith("table has failed: table=totals, query stopped: query=1, sequence=")
        .hasMessageEndingWith("; close it and make it again")
        .hasCause(totals.failure());
    assertThatThrownBy(held::refresh).hasMessageStartingWith("table has failed");
    totals.close();
    assertThatThrownBy(totals::version).hasMessage("table is closed: table=totals; make it again");
  }

  @Test
  void shouldShowNothingOfASequenceThatFailed() {
    Table totals =
        engine.table("totals", "SELECT symbol, SUM(10 / amount) FROM trades GROUP BY symbol");
    publish("A", 1, 0);
    drain();
    try (TableVersion version = totals.version()) {
      publish("A", 2, 0);
      publish("A", 0, 0);
      drain();
      assertThat(rows(version.scan())).containsExactly("A 10");
      assertThatThrownBy(totals::version).hasMessageContaining("table has failed");
      assertThat(totals.failure()).hasMessageContaining("division by zero");
    }
  }

  @Test
  void shouldEndTheQueryAndFreeTheNameWhenTheTableIsClosed() {
    Table totals = engine.table("totals", TOTALS);
    publish("A", 1, 0);
    drain();
    TableVersion held = totals.version();
    totals.close();
    totals.close();
    engine.drain();
    assertThat(engine.memoryBudget().usedBytes()).isZero();
    assertThat(engine.findTable("totals")).isNull();
    assertThat(rows(held.scan())).containsExactly("A 1 1");
    held.close();
    assertThatThrownBy(held::rowCount)
        .hasMessage("table version is closed: table=totals; take another one");
    assertThatThrownBy(() -> totals.find("A")).hasMessageContaining("table is closed");
    assertThat(engine.table("totals", TOTALS).find("A")).isNull();
  }

  @Test
  void shouldStayReadableWhenTheEngineIsClosed() {
    Table totals = engine.table(TOTALS);
    publish("A", 1, 0);
    engine.close();
    assertThat(rows(totals)).containsExactly("A 1 1");
    assertThat(totals.query("SELECT COUNT(*) FROM table1").get(0).getLong(0)).isEqualTo(1);
    totals.close();
  }

  @Test
  void shouldBeReadableByASubscriberOnTheDeliveringThread() {
    Table totals = engine.table(TOTALS);
    List<String> seen = new ArrayList<>();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    RowSubscriber subscriber =
        row -> {
          try {
            seen.add(row.getString(0) + " " + (totals.find(row.getString(0)) != null));
          } catch (RuntimeException e) {
            thrown.set(e);
          }
        };
    engine.subscribe(TOTALS, Delivery.ORDERED, subscriber.toSubscriber());
    publish("A", 1, 0);
    drain();
    publish("A", 1, 0);
    drain();
    assertThat(thrown).hasValue(null);
    assertThat(seen).containsExactly("A false", "A true");
  }

  @Test
  void shouldAnswerAnySelectOverOneVersion() {
    Table totals = engine.table("totals", TOTALS);
    assertThat(totals.query("SELECT COUNT(*) FROM totals").get(0).getLong(0)).isZero();
    for (int i = 0; i < 1000; i++) {
      publish("S" + i % 10, i, 0);
    }
    drain();
    TableResult big =
        totals.query("SELECT symbol, total FROM totals WHERE total > 50150 AND symbol <> 'S7'");
    assertThat(big.stream().map(TableTest::text)).containsExactly("S8 50300", "S9 50400");
    assertThat(big.sequence()).isPositive();
    TableResult groups =
        totals.query("SELECT n, COUNT(*), SUM(total), MIN(symbol) FROM TOTALS GROUP BY n");
    assertThat(groups).hasSize(1);
    assertThat(groups.get(0).getLong(1)).isEqualTo(10);
    assertThat(groups.get(0).getString(3)).isEqualTo("S0");
    assertThat(engine.memoryBudget().usedBytes()).isPositive();
  }

  @Test
  void shouldRunACompiledSelectAgainAndAgain() {
    Table totals = engine.table("totals", TOTALS);
    TableQuery count = totals.compile("SELECT COUNT(*), SUM(total) FROM totals");
    publish("A", 1, 0);
    drain();
    try (TableVersion version = totals.version()) {
      publish("B", 2, 0);
      drain();
      assertThat(count.run(version).get(0).getLong(1)).isEqualTo(1);
      assertThat(count.run().get(0).getLong(1)).isEqualTo(3);
    }
    List<String> rows = new ArrayList<>();
    RowSubscriber subscriber = row -> rows.add(row.getString(0));
    totals.query("SELECT symbol FROM totals", subscriber.toSubscriber());
    assertThat(rows).containsExactly("A", "B");
  }

  @Test
  void shouldRefuseWhatCannotBeAskedOfATable() {
    Table totals = engine.table("totals", TOTALS);
    assertThatThrownBy(() -> totals.query("SELECT symbol FROM totals ORDER BY total"))
        .isInstanceOf(SqlException.class);
    assertThatThrownBy(() -> totals.query("SELECT symbol FROM trades"))
        .isInstanceOf(SqlException.class);
    assertThatThrownBy(() -> totals.query("SELECT n, COUNT(*) FROM totals GROUP BY n EMIT CHANGES"))
        .hasMessage(
            "EMIT CHANGES over a table: table=totals; leave EMIT out, its rows are all there");
    assertThatThrownBy(() -> totals.query("CREATE STREAM s (a BIGINT)"))
        .hasMessage("not a SELECT: sql=CREATE STREAM s (a BIGINT); a table is only read");
    publish("A", 0, 0);
    drain();
    long used = engine.memoryBudget().usedBytes();
    assertThatThrownBy(() -> totals.query("SELECT symbol, 1 / total FROM totals"))
        .hasMessageStartingWith("query over a table failed: table=totals, sql=SELECT symbol, 1");
    assertThat(engine.memoryBudget().usedBytes()).isEqualTo(used);
    Table other = engine.table("other", TOTALS);
    assertThatThrownBy(() -> totals.compile("SELECT n FROM totals").run(other.version()))
        .hasMessageStartingWith("version of another table: table=other, query over=totals");
  }
}

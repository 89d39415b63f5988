package io.millrace.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.Millrace;
import io.millrace.output.Row;
import io.millrace.publish.StreamPublisher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("chronicle")
class PersistedTableTest {
  private static final String TOTALS =
      "SELECT symbol, SUM(amount) AS total FROM trades GROUP BY symbol HAVING SUM(amount) > 0";

  @TempDir private Path directory;
  private Path file;
  private Millrace engine;
  private StreamPublisher trades;

  @BeforeEach
  void start() {
    file = directory.resolve("totals.table");
    engine = Millrace.start();
    engine.execute("CREATE STREAM trades (symbol VARCHAR, amount BIGINT)");
    trades = engine.publisher("trades");
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  private void restart() {
    stop();
    start();
  }

  private void publish(String symbol, long amount) {
    trades.row().setString(0, symbol).setLong(1, amount).end();
  }

  private void drain() {
    trades.flush();
    engine.drain();
  }

  private StateStore store() {
    return StateStore.chronicle(file).entries(3);
  }

  private long total(String symbol) {
    try (PersistedTable table = PersistedTable.open(file)) {
      Row row = table.find(symbol);
      return row == null ? -1 : row.getLong(1);
    }
  }

  @Test
  void shouldShowRowsToAReaderAtOnceAndAfterTheEnd() {
    engine.table("totals", TOTALS, store());
    try (PersistedTable table = PersistedTable.open(file)) {
      assertThat(table.find("A")).isNull();
      publish("A", 5);
      trades.row().setLong(1, 4).end();
      drain();
      assertThat(table.find("A").getLong(1)).isEqualTo(5);
      assertThat(table.find((Object) null).getLong(1)).isEqualTo(4);
      long sequence = table.sequence();
      assertThat(sequence).isPositive();
      publish("A", -5);
      drain();
      assertThat(table.find("A")).isNull();
      assertThat(table.rowCount()).isEqualTo(1);
      assertThat(table.sequence()).isGreaterThan(sequence);
      assertThat(table.query("SELECT SUM(total) FROM totals").get(0).getLong(0)).isEqualTo(4);
      engine.close();
      assertThat(table.find((Object) null).getLong(1)).isEqualTo(4);
    }
    try (PersistedTable table = PersistedTable.open(file)) {
      assertThat(table.rowCount()).isEqualTo(1);
      assertThat(table.openSequence()).isEqualTo(-1);
      assertThat(table.name()).isEqualTo("totals");
      assertThat(table.sql()).isEqualTo(TOTALS);
      assertThat(table.entries()).isEqualTo(3);
      assertThat(table.keySchema().toString()).isEqualTo("(symbol VARCHAR)");
      assertThat(table.hasLostRows()).isFalse();
    }
  }

  @Test
  void shouldSayWhatToDoWhenTheFileIsThereAlready() {
    engine.table("totals", TOTALS, store());
    publish("A", 5);
    restart();
    assertThatThrownBy(() -> engine.table("totals", TOTALS, store()))
        .hasMessage(
            "table file is there already: file="
                + file
                + "; say keepRows() to go on from its rows, or replaceRows() to begin without");
    Table kept = engine.table("totals", TOTALS, store().keepRows());
    assertThat(kept.find("A").getLong(1)).isEqualTo(5);
    publish("B", 1);
    drain();
    assertThat(kept.find("A").getLong(1)).isEqualTo(5);
    assertThat(total("B")).isEqualTo(1);
    restart();
    engine.table("totals", TOTALS, store().replaceRows());
    publish("B", 7);
    drain();
    assertThat(total("A")).isEqualTo(-1);
    assertThat(total("B")).isEqualTo(7);
    restart();
    assertThatThrownBy(
            () ->
                engine.table(
                    "totals",
                    "SELECT symbol, COUNT(*) FROM trades GROUP BY symbol",
                    store().keepRows()))
        .hasMessageStartingWith("table file has other columns: file=" + file + ", has=(symbol");
  }

  @Test
  void shouldLetOneWriterInAtATime() {
    Table first = engine.table("totals", TOTALS, store());
    assertThatThrownBy(() -> engine.table("again", TOTALS, store().replaceRows()))
        .hasMessage(
            "table file has a writer: file=" + file + "; close that table or its engine first");
    assertThatThrownBy(() -> PersistedTable.grow(file, 10))
        .hasMessageStartingWith("table file has a writer");
    first.close();
    engine.table("again", TOTALS, store().replaceRows()).close();
  }

  @Test
  void shouldStopTheQueryBeforeARowIsLostWhenTheFileIsFull() {
    Table totals = engine.table("totals", TOTALS, store());
    for (String symbol : new String[] {"A", "B", "C"}) {
      publish(symbol, 1);
    }
    drain();
    publish("D", 1);
    drain();
    assertThat(totals.failure())
        .hasMessageContaining(
            "table file is full: file=" + file + ", entries=3; make a larger copy")
        .hasMessageContaining("PersistedTable.grow");
    restart();
    PersistedTable.grow(file, 100);
    Table grown = engine.table("totals", TOTALS, store().keepRows());
    for (int i = 0; i < 97; i++) {
      publish("new" + i, 1);
    }
    drain();
    assertThat(grown.failure()).isNull();
    assertThat(total("B")).isEqualTo(1);
    assertThat(total("new96")).isEqualTo(1);
    assertThatThrownBy(() -> PersistedTable.grow(directory.resolve("none"), 3))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("no table file: file=");
    engine.close();
    assertThatThrownBy(() -> PersistedTable.grow(file, 99))
        .hasMessageStartingWith("table file would be too small: file=" + file + ", rows=100");
  }

  @Test
  void shouldStopTheQueryWhenTextsAreLongerThanDeclared() {
    Table totals = engine.table("totals", TOTALS, store().textBytes(4));
    publish("x".repeat(10_000), 1);
    drain();
    assertThat(totals.failure())
        .hasMessageContaining("table file is full: file=" + file + ", entries=3, bytes=0, most=");
  }

  @Test
  void shouldLeaveNoThreadAndNoFileBehindWhenItIsClosed() throws IOException {
    int threads = Thread.getAllStackTraces().size();
    for (int i = 0; i < 20; i++) {
      engine.table("totals", TOTALS, store().replaceRows());
      publish("A", 1);
      drain();
      assertThat(total("A")).isEqualTo(1);
      restart();
      String maps = Files.readString(Path.of("/proc/self/maps"));
      assertThat(maps).doesNotContain(file.toString());
    }
    assertThat(Thread.getAllStackTraces().size()).isLessThanOrEqualTo(threads + 2);
    try (var open = Files.list(Path.of("/proc/self/fd"))) {
      assertThat(open.filter(fd -> leadsTo(fd, directory))).isEmpty();
    }
  }

  private static boolean leadsTo(Path descriptor, Path directory) {
    try {
      return Files.readSymbolicLink(descriptor).startsWith(directory);
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void shouldTakeItsStoreAsText() {
    assertThat(StateStore.of(Map.of()).toString()).isEqualTo("state=memory");
    assertThat(StateStore.of(Map.of("state", "memory"))).isSameAs(StateStore.memory());
    Map<String, String> options =
        Map.of("state", "chronicle", "file", file.toString(), "entries", "5", "present", "keep");
    assertThat(StateStore.of(options).toString())
        .isEqualTo("state=chronicle, file=" + file + ", entries=5, text-bytes=32, present=keep");
    assertThatThrownBy(() -> StateStore.of(Map.of("state", "disk")))
        .hasMessage(
            "wrong value of option: name=state, value=disk; it must be memory or chronicle");
    assertThatThrownBy(() -> StateStore.of(Map.of("entries", "5")))
        .hasMessage("options of a table file: options={entries=5}; say state=chronicle with them");
    assertThatThrownBy(() -> StateStore.of(Map.of("state", "chronicle")))
        .hasMessage(
            "option of a table is missing: name=file, state=chronicle; say where its rows go");
    assertThatThrownBy(() -> StateStore.of(Map.of("stat", "chronicle")))
        .hasMessageStartingWith("unknown option of a table: name=stat; it must be one of [state,");
    assertThatThrownBy(() -> StateStore.memory().entries(1))
        .hasMessage("option of a table file: option=entries, state=memory; say state=chronicle");
  }
}

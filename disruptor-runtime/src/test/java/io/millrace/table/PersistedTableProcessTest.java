package io.millrace.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Table files between processes: one reads while another writes, and a writer is killed. */
@Tag("chronicle")
class PersistedTableProcessTest {
  private static final int BATCHES = 20_000;

  @TempDir private Path directory;

  private StateStore store() {
    return StateStore.chronicle(directory.resolve("totals")).entries(600).textBytes(40);
  }

  /** The sequence of the last of so many batches, as counted in a run of its own. */
  private long sequenceOf(long batches) {
    Path file = directory.resolve("other");
    try (PairTotals totals = new PairTotals(StateStore.chronicle(file))) {
      for (int i = 0; i < 10; i++) {
        totals.publish();
      }
      totals.drain();
      try (PersistedTable table = PersistedTable.open(file)) {
        assertThat(PairTotals.rows(table)).isEqualTo(PairTotals.expected(10));
        return table.sequence() + batches - 10;
      }
    }
  }

  @Test
  void shouldReadWholeRowsInAnotherProcessWhileThisOneWrites() throws Exception {
    Path file = directory.resolve("totals");
    try (PairTotals totals = new PairTotals(store())) {
      totals.publish();
      totals.drain();
      long last = sequenceOf(BATCHES);
      try (ChildProcess reader =
          ChildProcess.start(ReaderProgram.class, file.toString(), Long.toString(last))) {
        assertThat(reader.line()).isEqualTo("reading");
        for (int i = 1; i < BATCHES; i++) {
          totals.publish();
        }
        totals.drain();
        String checked = reader.line();
        assertThat(checked).startsWith("checked ");
        assertThat(Long.parseLong(checked.substring(8))).isPositive();
        List<String> rows = reader.lines();
        assertThat(reader.waitFor()).isZero();
        assertThat(rows)
            .containsExactlyElementsOf(PairTotals.rows(totals.table).values())
            .containsExactlyElementsOf(PairTotals.expected(BATCHES).values());
      }
    }
  }

  @RepeatedTest(5)
  void shouldSayHowFarItIsWhenTheWriterWasKilled() throws Exception {
    long seed = new Random().nextLong();
    Path file = directory.resolve("totals");
    long batches = 1000;
    try (ChildProcess writer =
        ChildProcess.start(WriterProgram.class, file.toString(), Long.toString(batches))) {
      assertThat(writer.line()).isEqualTo("written");
      Thread.sleep(new Random(seed).nextInt(50));
      writer.kill();
    }
    long base = sequenceOf(0);
    SortedMap<Long, String> rows;
    try (PersistedTable table = PersistedTable.open(file)) {
      if (table.hasLostRows()) {
        assertThatThrownBy(() -> new PairTotals(store().keepRows()))
            .hasMessageContaining("table file has lost rows when its writer was killed");
        return;
      }
      long complete = table.sequence() - base;
      long open = Math.max(table.openSequence() - base, complete);
      assertThat(complete).as("seed=%d", seed).isGreaterThanOrEqualTo(batches);
      rows = PairTotals.rows(table);
      checkBetween(rows, complete, open);
      assertThat(table.generation()).isEqualTo(1);
    }
    try (PairTotals totals = new PairTotals(store().keepRows())) {
      assertThat(PairTotals.rows(totals.table)).isEqualTo(rows);
    }
    try (PersistedTable table = PersistedTable.open(file)) {
      assertThat(PairTotals.rows(table)).isEqualTo(rows);
      assertThat(table.generation()).isEqualTo(2);
    }
  }

  /** Each row is as after one of these numbers of batches; if it is one number, all are. */
  private static void checkBetween(SortedMap<Long, String> rows, long from, long to) {
    assertThat(to - from).isLessThan(100);
    List<SortedMap<Long, String>> states =
        java.util.stream.LongStream.rangeClosed(from, to).mapToObj(PairTotals::expected).toList();
    assertThat(rows.keySet()).containsAll(states.get(0).keySet());
    rows.forEach(
        (key, row) ->
            assertThat(states.stream().map(state -> state.get(key)))
                .as("from=%d, to=%d", from, to)
                .contains(row));
  }
}

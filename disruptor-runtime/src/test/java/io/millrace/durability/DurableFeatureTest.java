package io.millrace.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.durability.DurableRun.Output;
import io.millrace.output.SkippingSubscriber;
import io.millrace.output.Subscriber;
import io.millrace.table.Table;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Feeds, tables, replay, inspection and sources of a durable engine. */
@Tag("chronicle")
class DurableFeatureTest {
  private static final String MID = "CREATE STREAM mid (customer VARCHAR, amount BIGINT)";
  private static final String FEED =
      "INSERT INTO mid SELECT customer, amount FROM orders WHERE amount > 500";
  private static final String MID_TOTALS =
      "SELECT customer, COUNT(*) AS n, SUM(amount) AS total FROM mid GROUP BY customer";

  @TempDir private Path directory;

  private MillraceConfig config() {
    return DurableRun.config(directory.resolve("durable"));
  }

  private static DurableRun feeding(MillraceConfig config, Output output) {
    DurableRun run = new DurableRun(config);
    run.engine().execute(MID);
    run.engine().durable().feed("feed", FEED);
    return run.query("mid totals", MID_TOTALS, output);
  }

  @Test
  void shouldFeedEachRowIntoAnotherStreamExactlyOnce() {
    Output expected = new Output();
    try (DurableRun run = feeding(config(), expected)) {
      run.recover();
      run.publish(0, 1000).flush();
    }
    Path live = directory.resolve("live");
    Output output = new Output();
    for (int start = 0; start < 5; start++) {
      try (DurableRun run = feeding(DurableRun.config(live), output)) {
        run.recover();
        for (long row = run.recorded(); row < 200L * (start + 1); row += 40) {
          run.publish(row, row + 40);
          if (row % 200 == 80 && start % 2 == 1) {
            run.engine().durable().checkpoint();
          }
        }
        run.flush();
        Path next = directory.resolve("live-" + start);
        DurableRun.killedNow(live, next);
        live = next;
      }
    }
    assertThat(output.copy()).isEqualTo(expected.copy());
  }

  @Test
  void shouldRefuseOtherPartitionsWhileFedRowsAreToComeOnceMore() {
    Path killed = directory.resolve("killed");
    try (DurableRun run = feeding(config().withPartitions(2), new Output())) {
      run.recover();
      run.publish(0, 300).flush();
      DurableRun.killedNow(directory.resolve("durable"), killed);
    }
    MillraceConfig config = DurableRun.config(killed);
    try (DurableRun run = feeding(config.withPartitions(3), new Output())) {
      assertThatThrownBy(run::recover)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith(
              "partitions cannot change now: query=feed, stream=mid, was=2, is=3; ");
    }
    Output output = new Output();
    try (DurableRun run = feeding(config.withPartitions(2), output)) {
      run.recover();
      run.publish(run.recorded(), 400).flush();
    }
    try (DurableRun run = feeding(config.withPartitions(3), output)) {
      run.recover();
      run.publish(run.recorded(), 500).flush();
    }
    Output expected = new Output();
    try (DurableRun run =
        feeding(DurableRun.config(directory.resolve("whole")).withPartitions(3), expected)) {
      run.recover();
      run.publish(0, 500).flush();
    }
    assertThat(output.copy()).containsExactlyInAnyOrderElementsOf(expected.copy());
  }

  @Test
  void shouldBringTablesBack() {
    List<String> rows;
    try (DurableRun run = new DurableRun(config())) {
      Table table = run.engine().table("totals", RecoveryTest.TOTALS);
      run.recover();
      run.publish(0, 300).flush();
      run.engine().durable().checkpoint();
      run.publish(300, 500).flush();
      rows = RowLines.ofTotals(table);
      DurableRun.killedNow(directory.resolve("durable"), directory.resolve("killed"));
    }
    try (DurableRun run = new DurableRun(DurableRun.config(directory.resolve("killed")))) {
      Table table = run.engine().table("totals", RecoveryTest.TOTALS);
      run.recover();
      assertThat(RowLines.ofTotals(table)).isEqualTo(rows);
    }
  }

  @Test
  void shouldReplayTheSameRowsAtTheSameSequencesAndShowStateAtAnyOfThem() {
    Output output = new Output();
    try (DurableRun run = new DurableRun(config()).query("totals", RecoveryTest.TOTALS, output)) {
      run.recover();
      for (long row = 0; row < 400; row += 50) {
        run.publish(row, row + 50).flush();
      }
      DurableRun.killedNow(directory.resolve("durable"), directory.resolve("killed"));
    }
    long last = output.sequences.get(output.sequences.size() - 1);
    for (long until : new long[] {last / 3, last / 2, last}) {
      Output replayed = new Output();
      Durability durability =
          Durability.in(directory.resolve("killed")).withReplay(new ReplayRange("totals", until));
      try (Millrace engine = Millrace.start(config().withDurability(durability))) {
        engine.execute(DurableRun.DDL);
        var query =
            engine
                .durable()
                .subscribeIfRecorded(
                    "totals",
                    DurableRun.compile(RecoveryTest.TOTALS, engine),
                    Delivery.ORDERED,
                    replayed);
        engine.durable().recover();
        int count = (int) output.sequences.stream().filter(at -> at <= until).count();
        assertThat(replayed.copy()).isEqualTo(output.copy().subList(0, count));
        assertThat(replayed.sequences).isEqualTo(output.sequences.subList(0, count));
        Output state = new Output();
        query.inspect(state);
        assertThat(state.copy())
            .containsExactlyInAnyOrderElementsOf(latest(output.copy().subList(0, count)));
        assertThatThrownBy(() -> engine.publisher("orders"))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("has not recovered");
      }
    }
  }

  /** The last row of each group, as an insert. */
  private static List<String> latest(List<String> rows) {
    Map<String, String> byKey = new LinkedHashMap<>();
    for (String row : rows) {
      int end = row.startsWith("customer", 3) ? row.indexOf(' ', 12) : row.indexOf(' ', 3);
      byKey.put(row.substring(3, end), "+I" + row.substring(2));
    }
    return List.copyOf(byKey.values());
  }

  @Test
  void shouldGiveASubscriberThatStoresSequencesNothingTwice() {
    Output output = new Output();
    long stored;
    try (DurableRun run = new DurableRun(config())) {
      run.engine()
          .durable()
          .subscribe("large", RecoveryTest.LARGE, Delivery.ORDERED, plain(output));
      run.recover();
      run.publish(0, 300).flush();
      stored = output.sequences.get(output.sequences.size() - 1);
      DurableRun.killedNow(directory.resolve("durable"), directory.resolve("killed"));
    }
    int before = output.copy().size();
    try (DurableRun run = new DurableRun(DurableRun.config(directory.resolve("killed")))) {
      run.engine()
          .durable()
          .subscribe(
              "large",
              RecoveryTest.LARGE,
              Delivery.ORDERED,
              new SkippingSubscriber(stored, plain(output)));
      assertThat(run.recover().rows()).isEqualTo(300);
      assertThat(output.copy()).hasSize(before);
      run.publish(300, 600).flush();
    }
    assertThat(output.copy()).doesNotHaveDuplicates().hasSizeGreaterThan(before);
  }

  private static Subscriber plain(Output output) {
    return (rows, partition, sequence) -> output.onRows(rows, partition, sequence);
  }

  @Test
  void shouldTakeCheckpointsByTheBytesOfTheJournal() {
    Durability durability = Durability.in(directory.resolve("durable")).withCheckpointBytes(10_000);
    try (DurableRun run =
        new DurableRun(config().withDurability(durability))
            .query("totals", RecoveryTest.TOTALS, new Output())) {
      run.recover();
      long row = 0;
      while (run.engine().durable().checkpointStatus().taken() < 2) {
        run.publish(row, row + 50).flush();
        row += 50;
      }
      assertThat(run.engine().durable().checkpointStatus().failed()).isZero();
      assertThat(run.engine().durable().checkpointStatus().last().bytes()).isPositive();
    }
  }

  @Test
  void shouldRefuseWhatHasNoPlaceBeforeRecovery() {
    try (DurableRun run = new DurableRun(config())) {
      assertThatThrownBy(() -> run.engine().publisher("orders"))
          .hasMessageStartingWith("engine has not recovered: stream=orders");
      assertThatThrownBy(
              () ->
                  run.engine().subscribe(RecoveryTest.LARGE, Delivery.ORDERED, plain(new Output())))
          .hasMessageStartingWith("query without a name before recovery");
      assertThatThrownBy(() -> run.engine().durable().checkpoint())
          .hasMessageStartingWith("engine has not recovered");
    }
    try (Millrace engine = Millrace.start()) {
      assertThatThrownBy(engine::durable).hasMessageStartingWith("engine is not durable");
    }
  }
}

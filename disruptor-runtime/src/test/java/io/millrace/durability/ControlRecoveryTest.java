package io.millrace.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.MillraceConfig;
import io.millrace.Query;
import io.millrace.durability.DurableRun.Output;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A query is paused, resumed, replaced by one that keeps its state, and cancelled; wherever the
 * process is killed between, all comes back as it was.
 */
@Tag("chronicle")
class ControlRecoveryTest {
  private static final String LARGE_TOTALS =
      "SELECT customer, COUNT(*) AS n, SUM(amount) AS total FROM orders WHERE amount > 500"
          + " GROUP BY customer";
  private static final String OTHER_KEY =
      "SELECT UPPER(customer) AS customer, COUNT(*) AS n, SUM(amount) AS total FROM orders"
          + " GROUP BY UPPER(customer)";
  private static final int STEPS = 9;
  private static final int ROWS = 60;

  @TempDir private Path directory;

  /** The text that the query has behind a step. */
  private static String sqlBehind(int step) {
    return step < 4 ? RecoveryTest.TOTALS : LARGE_TOTALS;
  }

  private static void step(DurableRun run, int step, int checkpointAt) {
    Query totals = run.engine().durable().find("totals");
    switch (step) {
      case 1 -> totals.pause();
      case 3 -> totals.resume();
      case 4 -> totals.replace(LARGE_TOTALS);
      case 5 -> totals.pause();
      case 6 -> totals.resume();
      case 8 -> totals.cancel();
      default -> {
        // Only rows.
      }
    }
    run.publish((long) step * ROWS, (step + 1L) * ROWS).flush();
    if (step == checkpointAt) {
      run.engine().durable().checkpoint();
    }
  }

  private MillraceConfig config(String durable) {
    return DurableRun.config(directory.resolve(durable));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 2, 3, 4, 5, 6, 7})
  void shouldComeBackBetweenAnyTwoSteps(int checkpointAt) {
    Output whole = new Output();
    int[] rows = new int[STEPS];
    try (DurableRun run =
        new DurableRun(config("durable")).query("totals", RecoveryTest.TOTALS, whole)) {
      run.recover();
      for (int step = 0; step < STEPS; step++) {
        step(run, step, checkpointAt);
        rows[step] = whole.copy().size();
        DurableRun.killedNow(directory.resolve("durable"), directory.resolve("killed-" + step));
      }
    }
    List<String> expected = whole.copy();
    for (int killed = 0; killed < STEPS - 1; killed++) {
      Output again = new Output();
      again.rows.addAll(expected.subList(0, rows[killed]));
      again.sequences.addAll(whole.sequences.subList(0, rows[killed]));
      try (DurableRun run =
          new DurableRun(config("killed-" + killed)).query("totals", sqlBehind(killed), again)) {
        assertThat(run.recover().notes()).isEmpty();
        assertThat(run.recorded()).isEqualTo((killed + 1L) * ROWS);
        assertThat(again.copy())
            .as("checkpoint at %d, killed behind %d", checkpointAt, killed)
            .isEqualTo(expected.subList(0, rows[killed]));
        for (int step = killed + 1; step < STEPS; step++) {
          step(run, step, -1);
        }
      }
      assertThat(again.copy())
          .as("checkpoint at %d, killed behind %d, in the end", checkpointAt, killed)
          .isEqualTo(expected);
    }
  }

  /** What is recorded under a name lies in one ring. */
  @Test
  void shouldRefuseANameThatHadOtherKeys() {
    try (DurableRun run =
        new DurableRun(config("durable")).query("totals", RecoveryTest.TOTALS, new Output())) {
      run.recover();
      run.publish(0, ROWS).flush();
      Query totals = run.engine().durable().find("totals");
      assertThatThrownBy(() -> totals.replace(OTHER_KEY))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("query with a name has other keys: query=totals, was=");
      totals.cancel();
      assertThatThrownBy(() -> run.query("totals", OTHER_KEY, new Output()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("name was that of a query elsewhere: name=totals, was=orders ");
      run.query("other totals", OTHER_KEY, new Output());
      DurableRun.killedNow(directory.resolve("durable"), directory.resolve("killed"));
    }
    try (DurableRun run =
        new DurableRun(config("killed"))
            .query("totals", OTHER_KEY, new Output())
            .query("other totals", OTHER_KEY, new Output())) {
      assertThatThrownBy(run::recover)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("name was that of a query elsewhere: name=totals, was=orders ");
    }
  }

  /** Also where nothing is left of the rings that a checkpoint had counted. */
  @Test
  void shouldNotGiveTheNumberOfARingOnceMore() {
    try (DurableRun run =
        new DurableRun(config("durable")).query("totals", RecoveryTest.TOTALS, new Output())) {
      run.recover();
      run.publish(0, ROWS).flush();
      run.engine().durable().find("totals").cancel();
      for (int i = 0; i < 3; i++) {
        run.engine().durable().checkpoint();
      }
    }
    assertThat(directory.resolve("durable/journals/orders/ring-0")).doesNotExist();
    Output totals = new Output();
    try (DurableRun run =
        new DurableRun(config("durable")).query("new totals", RecoveryTest.TOTALS, totals)) {
      run.recover();
      run.publish(ROWS, 2 * ROWS).flush();
      DurableRun.killedNow(directory.resolve("durable"), directory.resolve("killed"));
    }
    Output again = new Output();
    try (DurableRun run =
        new DurableRun(config("killed")).query("new totals", RecoveryTest.TOTALS, again)) {
      assertThat(run.recover().queries()).containsExactly("new totals");
      assertThat(run.recorded()).isEqualTo(2 * ROWS);
    }
    assertThat(again.copy()).isEqualTo(totals.copy()).hasSize(ROWS);
  }

  /** Rows that are recorded come again as they came, those behind them under the new text. */
  @Test
  void shouldReplayUnderTheTextOfThenAndGoOnUnderTheNewOne() {
    Output first = new Output();
    try (DurableRun run =
        new DurableRun(config("durable")).query("totals", RecoveryTest.TOTALS, first)) {
      run.recover();
      run.publish(0, ROWS).flush();
      DurableRun.killedNow(directory.resolve("durable"), directory.resolve("killed"));
      run.engine().durable().find("totals").replace(LARGE_TOTALS);
      run.publish(ROWS, 2 * ROWS).flush();
    }
    for (int start = 0; start < 2; start++) {
      Output again = new Output();
      try (DurableRun run =
          new DurableRun(config(start == 0 ? "killed" : "killed-again"))
              .query("totals", LARGE_TOTALS, again)) {
        assertThat(run.recover().notes()).isEmpty();
        if (start == 0) {
          assertThat(again.copy()).isEqualTo(first.copy().subList(0, ROWS));
          run.publish(ROWS, 2 * ROWS).flush();
          DurableRun.killedNow(directory.resolve("killed"), directory.resolve("killed-again"));
        }
        assertThat(again.copy()).isEqualTo(first.copy());
      }
    }
  }
}

package io.millrace.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.Delivery;
import io.millrace.MillraceConfig;
import io.millrace.durability.DurableRun.Output;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queries with bound values outlive the process with them. */
@Tag("chronicle")
class DurablePreparedTest {
  private static final String ABOVE =
      "SELECT customer, COUNT(*) AS n, SUM(amount + ?) AS total FROM orders"
          + " WHERE amount > ? AND customer <> ? GROUP BY customer";
  private static final String LITERAL =
      ABOVE.replaceFirst("\\?", "2").replaceFirst("\\?", "500").replaceFirst("\\?", "'c 5, \"x'");

  @TempDir private Path directory;

  private MillraceConfig config(String name) {
    return DurableRun.config(directory.resolve(name));
  }

  private static void above(DurableRun run, Output output, long more, long least) {
    run.engine()
        .durable()
        .subscribe(
            "above",
            run.engine().prepare(ABOVE).bind(more, least, "c 5, \"x"),
            Delivery.ORDERED,
            output);
  }

  @Test
  void shouldGoOnWithItsValuesFromTheJournalAndFromACheckpoint() {
    Output expected = new Output();
    try (DurableRun run = new DurableRun(config("literal"))) {
      run.query("above", LITERAL, expected);
      run.recover();
      run.publish(0, 900).flush();
    }
    Output output = new Output();
    Path live = directory.resolve("live");
    for (int start = 0; start < 3; start++) {
      try (DurableRun run = new DurableRun(DurableRun.config(live))) {
        above(run, output, 2, 500);
        run.recover();
        run.publish(run.recorded(), 300L * start + 150);
        if (start == 1) {
          run.engine().durable().checkpoint();
        }
        run.publish(300L * start + 150, 300L * start + 300).flush();
        Path next = directory.resolve("live-" + start);
        DurableRun.killedNow(live, next);
        live = next;
      }
    }
    assertThat(output.copy()).hasSizeGreaterThan(100).isEqualTo(expected.copy());
  }

  @Test
  void shouldRefuseOtherValuesWithBoth() {
    try (DurableRun run = new DurableRun(config("values"))) {
      above(run, new Output(), 2, 500);
      run.recover();
      run.publish(0, 100).flush();
    }
    try (DurableRun run = new DurableRun(config("values"))) {
      above(run, new Output(), 3, 500);
      assertThatThrownBy(run::recover)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("query=above")
          .hasMessageContaining("values: J2 J500 S6320352c202278")
          .hasMessageContaining("values: J3 J500 S6320352c202278");
    }
    try (DurableRun run = new DurableRun(config("values"))) {
      Output output = new Output();
      above(run, output, 2, 500);
      run.recover();
      run.publish(run.recorded(), 200).flush();
      assertThat(output.copy()).isNotEmpty();
    }
  }

  @Test
  void shouldReplayOneThatHasEndedAndIsDeclaredNoMore() {
    Output expected = new Output();
    Path copy = directory.resolve("copy");
    try (DurableRun run = new DurableRun(config("ended"))) {
      run.query("totals", RecoveryTest.TOTALS, expected);
      above(run, new Output(), 2, 500);
      run.recover();
      run.publish(0, 100).flush();
      run.engine().durable().find("above").cancel();
      run.publish(100, 200).flush();
      DurableRun.killedNow(directory.resolve("ended"), copy);
    }
    Output output = new Output();
    try (DurableRun run = new DurableRun(DurableRun.config(copy))) {
      run.query("totals", RecoveryTest.TOTALS, output);
      run.recover();
      assertThat(output.copy()).isEqualTo(expected.copy());
      assertThat(run.engine().durable().find("above")).isNull();
    }
  }
}

package io.millrace.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.MillraceConfig;
import io.millrace.durability.DurableRun.Output;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An engine comes back as it would be without the end of its process. */
@Tag("chronicle")
class RecoveryTest {
  static final String TOTALS =
      "SELECT customer, COUNT(*) AS n, SUM(amount) AS total FROM orders GROUP BY customer";
  static final String WINDOWS =
      "SELECT window_start, customer, COUNT(*) AS n FROM orders"
          + " TUMBLE(event_time, INTERVAL '10' SECOND) GROUP BY window_start, customer";
  static final String NUMBERS =
      "SELECT id, customer, ROW_NUMBER() OVER (PARTITION BY customer ORDER BY event_time) AS rn"
          + " FROM orders";
  static final String LARGE = "SELECT id, amount FROM orders WHERE amount > 900";

  @TempDir private Path directory;

  /** The outputs of four queries. */
  private static final class Outputs {
    final Output totals = new Output();
    final Output windows = new Output();
    final Output numbers = new Output();
    final Output large = new Output();

    DurableRun declareIn(DurableRun run) {
      return run.query("totals", TOTALS, totals)
          .query("windows", WINDOWS, windows)
          .query("numbers", NUMBERS, numbers)
          .query("large", LARGE, large);
    }

    void assertEqual(Outputs other, boolean inOrder) {
      assertEqual(totals, other.totals, inOrder);
      assertEqual(windows, other.windows, inOrder);
      assertEqual(numbers, other.numbers, inOrder);
      assertEqual(large, other.large, inOrder);
    }

    private static void assertEqual(Output output, Output expected, boolean inOrder) {
      List<String> rows = new ArrayList<>(output.copy());
      List<String> right = new ArrayList<>(expected.copy());
      if (!inOrder) {
        Collections.sort(rows);
        Collections.sort(right);
      }
      int at = 0;
      while (at < Math.min(rows.size(), right.size()) && rows.get(at).equals(right.get(at))) {
        at++;
      }
      assertThat(rows.subList(at, Math.min(at + 10, rows.size())))
          .as("from row %d of %d, which should be %d", at, rows.size(), right.size())
          .isEqualTo(right.subList(at, Math.min(at + 10, right.size())));
    }
  }

  private static Outputs undisturbed(MillraceConfig config, long rows) {
    Outputs outputs = new Outputs();
    try (DurableRun run = outputs.declareIn(new DurableRun(config))) {
      run.recover();
      for (long row = 0; row < rows; row += 50) {
        run.publish(row, row + 50).flush();
      }
      run.engine().endInput("orders");
    }
    return outputs;
  }

  @ParameterizedTest
  @CsvSource({"1, WRITTEN", "3, WRITTEN", "1, MEMORY", "2, FORCED"})
  void shouldGoOnWhereItWasWhenItWasKilled(int partitions, JournalMode mode) {
    MillraceConfig base =
        DurableRun.config(directory.resolve("expected")).withPartitions(partitions);
    Outputs expected = undisturbed(base, 1000);
    Path live = directory.resolve("live");
    Outputs outputs = new Outputs();
    for (int start = 0; start < 5; start++) {
      Durability durability = Durability.in(live).withJournal(mode);
      try (DurableRun run = outputs.declareIn(new DurableRun(base.withDurability(durability)))) {
        RecoveryReport report = run.recover();
        assertThat(report.notes()).isEmpty();
        assertThat(run.recorded()).isEqualTo(200L * start);
        for (long row = 200L * start; row < 200L * (start + 1); row += 50) {
          run.publish(row, row + 50).flush();
          if (row % 200 == 50 && start > 0) {
            assertThat(run.engine().durable().checkpoint().number()).isEqualTo(start);
          }
        }
        if (start == 4) {
          run.engine().endInput("orders");
        }
        Path next = directory.resolve("live-" + start);
        DurableRun.killedNow(live, next);
        live = next;
      }
    }
    outputs.assertEqual(expected, partitions == 1);
  }

  @Test
  void shouldRestoreIntoOtherPartitions() {
    MillraceConfig base = DurableRun.config(directory.resolve("expected"));
    Outputs expected = undisturbed(base, 800);
    Path live = directory.resolve("live");
    Outputs outputs = new Outputs();
    int[] partitions = {1, 3, 2, 8};
    for (int start = 0; start < 4; start++) {
      MillraceConfig config =
          base.withPartitions(partitions[start]).withDurability(Durability.in(live));
      try (DurableRun run = outputs.declareIn(new DurableRun(config))) {
        run.recover();
        for (long row = 200L * start; row < 200L * (start + 1); row += 50) {
          run.publish(row, row + 50).flush();
          if (row % 200 == 50) {
            run.engine().durable().checkpoint();
          }
        }
        if (start == 3) {
          run.engine().endInput("orders");
        }
        Path next = directory.resolve("live-" + start);
        DurableRun.killedNow(live, next);
        live = next;
      }
    }
    outputs.assertEqual(expected, false);
  }

  @Test
  void shouldComeBackFromACloseWithoutReplay() {
    MillraceConfig config = DurableRun.config(directory);
    Outputs outputs = new Outputs();
    try (DurableRun run = outputs.declareIn(new DurableRun(config))) {
      run.recover();
      run.publish(0, 500);
    }
    try (DurableRun run = outputs.declareIn(new DurableRun(config))) {
      RecoveryReport report = run.recover();
      assertThat(report.checkpoint()).isEqualTo(1);
      assertThat(report.rows()).isZero();
      assertThat(run.recorded()).isEqualTo(500);
      assertThat(run.orders().position().mark()).isEqualTo(486);
      assertThat(run.orders().position().markRows()).isEqualTo(486);
      run.publish(500, 1000).flush();
      run.engine().endInput("orders");
    }
    assertThat(outputs.totals.copy()).hasSize(1000);
    assertThat(outputs.totals.completions).isEqualTo(1);
  }
}

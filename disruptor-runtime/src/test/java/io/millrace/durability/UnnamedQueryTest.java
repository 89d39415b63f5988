package io.millrace.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.Delivery;
import io.millrace.durability.DurableRun.Output;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries without a name end with their process, also where a ring is theirs alone. */
@Tag("chronicle")
class UnnamedQueryTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "WRITTEN, true, true",
    "WRITTEN, true, false",
    "WRITTEN, false, true",
    "WRITTEN, false, false",
    "NONE, true, true",
    "NONE, true, false",
    "NONE, false, true"
  })
  void shouldComeBackWithoutThem(JournalMode mode, boolean named, boolean checkpoint) {
    Path killed = directory.resolve("killed");
    Output totals = new Output();
    try (DurableRun run = run(directory.resolve("durable"), mode, named, totals)) {
      run.recover();
      run.publish(0, 100).flush();
      run.engine()
          .subscribe(RecoveryTest.LARGE, Delivery.ORDERED, (rows, partition, sequence) -> {});
      run.publish(100, 200).flush();
      if (checkpoint) {
        run.engine().durable().checkpoint();
      }
      run.publish(200, 300).flush();
      DurableRun.killedNow(directory.resolve("durable"), killed);
    }
    for (int start = 0; start < 2; start++) {
      try (DurableRun run = run(killed, mode, named, totals)) {
        RecoveryReport report = run.recover();
        assertThat(report.notes()).isEmpty();
        assertThat(report.queries())
            .hasSize(named && (checkpoint || start > 0 || mode != JournalMode.NONE) ? 1 : 0);
        run.publish(run.recorded(), 400).flush();
      }
    }
    if (named) {
      Output whole = new Output();
      try (DurableRun run = run(directory.resolve("whole"), JournalMode.NONE, true, whole)) {
        run.recover();
        run.publish(0, 400).flush();
      }
      assertThat(totals.copy()).isEqualTo(whole.copy());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldBringBackAQueryInARingThatOneWithoutANameBegan(boolean checkpoint) {
    Path killed = directory.resolve("killed");
    Output large = new Output();
    try (DurableRun run = run(directory.resolve("durable"), JournalMode.WRITTEN, false, null)) {
      run.recover();
      run.engine()
          .subscribe(RecoveryTest.LARGE, Delivery.ORDERED, (rows, partition, sequence) -> {});
      run.publish(0, 100).flush();
      if (checkpoint) {
        run.engine().durable().checkpoint();
      }
      run.publish(100, 200).flush();
      run.query("large", RecoveryTest.LARGE, large);
      run.publish(200, 300).flush();
      DurableRun.killedNow(directory.resolve("durable"), killed);
    }
    assertThat(large.copy()).isNotEmpty();
    Output again = new Output();
    try (DurableRun run =
        run(killed, JournalMode.WRITTEN, false, null).query("large", RecoveryTest.LARGE, again)) {
      assertThat(run.recover().notes()).isEmpty();
      assertThat(run.recorded()).isEqualTo(300);
    }
    assertThat(again.copy()).isEqualTo(large.copy());
    assertThat(again.sequences).isEqualTo(large.sequences);
  }

  @Test
  void shouldRemoveTheJournalOfARingThatIsNotNeededAnyMore() throws IOException {
    Path killed = directory.resolve("killed");
    Path journals = killed.resolve("journals").resolve("orders");
    try (DurableRun run =
        run(directory.resolve("durable"), JournalMode.WRITTEN, true, new Output())) {
      run.recover();
      run.engine()
          .subscribe(RecoveryTest.LARGE, Delivery.ORDERED, (rows, partition, sequence) -> {});
      run.publish(0, 100).flush();
      DurableRun.killedNow(directory.resolve("durable"), killed);
    }
    try (DurableRun run = run(killed, JournalMode.WRITTEN, true, new Output())) {
      run.recover();
      assertThat(journals.resolve("ring-1")).isDirectory();
      for (int i = 1; i <= 3; i++) {
        run.publish(100L * i, 100L * i + 100).flush();
        run.engine().durable().checkpoint();
      }
      assertThat(journals.resolve("ring-0")).isDirectory();
      assertThat(journals.resolve("ring-1")).doesNotExist();
    }
  }

  private static DurableRun run(Path directory, JournalMode mode, boolean named, Output totals) {
    DurableRun run =
        new DurableRun(
            DurableRun.config(directory)
                .withDurability(Durability.in(directory).withJournal(mode)));
    return named ? run.query("totals", RecoveryTest.TOTALS, totals) : run;
  }
}

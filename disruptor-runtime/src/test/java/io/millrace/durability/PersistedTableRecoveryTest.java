package io.millrace.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.table.PersistedCursor;
import io.millrace.table.PersistedTable;
import io.millrace.table.StateStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables in a file that belong to a durable engine: both come back together. */
@Tag("chronicle")
class PersistedTableRecoveryTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void shouldComeBackWithItsRows(boolean keepsRows, boolean checkpoint) throws Exception {
    Path first = Files.createDirectory(directory.resolve("first"));
    Path killed = directory.resolve("killed");
    try (DurableRun run = run(first)) {
      run.engine().table("totals", RecoveryTest.TOTALS, store(first));
      run.recover();
      run.publish(0, 30).flush();
      if (checkpoint) {
        run.engine().durable().checkpoint();
      }
      run.publish(30, 100).flush();
      DurableRun.killedNow(first, killed);
      run.publish(100, 150).flush();
    }
    try (DurableRun run = run(killed)) {
      StateStore store = store(killed);
      run.engine()
          .table("totals", RecoveryTest.TOTALS, keepsRows ? store.keepRows() : store.replaceRows());
      run.recover();
      assertThat(run.recorded()).isEqualTo(100);
      run.publish(100, 150).flush();
    }
    assertThat(rows(killed)).isEqualTo(rows(first));
  }

  private static DurableRun run(Path own) {
    return new DurableRun(DurableRun.config(own.resolve("durable")));
  }

  private static StateStore store(Path own) {
    return StateStore.chronicle(own.resolve("totals.table")).entries(100);
  }

  private static List<String> rows(Path own) {
    List<String> rows = new ArrayList<>();
    try (PersistedTable table = PersistedTable.open(own.resolve("totals.table"))) {
      for (PersistedCursor cursor = table.scan(); cursor.next(); ) {
        rows.add(RowLines.ofTotals(cursor.row()));
      }
    }
    Collections.sort(rows);
    assertThat(rows).hasSizeGreaterThan(20);
    return rows;
  }
}

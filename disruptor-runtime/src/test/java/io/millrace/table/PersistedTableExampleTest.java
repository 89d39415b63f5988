package io.millrace.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.Millrace;
import io.millrace.output.Row;
import io.millrace.publish.StreamPublisher;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of tables in a file: the documentation shows it. */
@Tag("chronicle")
class PersistedTableExampleTest {
  private static final String TOTALS =
      "SELECT symbol, SUM(amount) AS total FROM trades GROUP BY symbol";

  @TempDir private Path directory;
  private final List<String> printed = new ArrayList<>();

  private void print(String line) {
    printed.add(line);
  }

  @Test
  void shouldPrintTotalsWhenTheExampleRuns() {
    Path file = directory.resolve("totals.table");
    try (Millrace engine = Millrace.start()) {
      engine.execute("CREATE STREAM trades (symbol VARCHAR, amount BIGINT)");
      engine.table("totals", TOTALS, StateStore.chronicle(file).entries(1000).textBytes(16));
      StreamPublisher trades = engine.publisher("trades");
      trades.row().setString(0, "AMD").setLong(1, 100).end();
      trades.row().setString(0, "AMD").setLong(1, 50).end();
      trades.flush();
      engine.drain();
    }
    try (PersistedTable totals = PersistedTable.open(file)) { // In another process, say.
      Row amd = totals.find("AMD");
      print("AMD: " + amd.getLong(1) + ", complete up to " + totals.sequence());
      for (PersistedCursor rows = totals.scan(); rows.next(); ) {
        print("row: " + rows.row().getString(0));
      }
      print("rows: " + totals.query("SELECT COUNT(*) FROM totals").get(0).getLong(0));
    }
    assertThat(printed).hasSize(3).contains("row: AMD", "rows: 1");
    assertThat(printed.get(0)).startsWith("AMD: 150, complete up to ");
  }
}

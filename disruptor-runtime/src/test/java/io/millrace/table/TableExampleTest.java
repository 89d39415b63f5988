package io.millrace.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.Millrace;
import io.millrace.output.Row;
import io.millrace.publish.StreamPublisher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example of tables: it runs here, and the documentation shows this very text. */
class TableExampleTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "embedding.md");
  private static final Path THIS =
      Path.of("src", "test", "java", "io", "millrace", "table", "TableExampleTest.java");

  private final List<String> printed = new ArrayList<>();

  private void print(String line) {
    printed.add(line);
  }

  @Test
  void shouldPrintTotalsWhenTheExampleRuns() {
    // example: table
    try (Millrace engine = Millrace.start()) {
      engine.execute("CREATE STREAM trades (symbol VARCHAR, amount BIGINT)");
      Table totals =
          engine.table(
              "totals",
              "SELECT symbol, SUM(amount) AS total, COUNT(*) AS n FROM trades GROUP BY symbol");
      StreamPublisher trades = engine.publisher("trades");
      trades.row().setString(0, "AMD").setLong(1, 100).end();
      trades.row().setString(0, "IBM").setLong(1, 70).end();
      trades.row().setString(0, "AMD").setLong(1, 50).end();
      trades.flush();
      engine.drain(); // Only to see them all here; without it a table is a moment behind.

      print("AMD: " + totals.find("AMD").getLong(1));
      try (TableVersion version = totals.version()) { // From any thread.
        TableKey key = totals.key();
        Row ibm = version.find(key.setString(0, "IBM")); // Valid while the version is held.
        print("IBM: " + ibm.getLong(1));
        for (TableCursor rows = version.range(totals.key("A"), totals.key("B")); rows.next(); ) {
          print("from A on, before B: " + rows.row().getString(0));
        }
      }
      for (Row row : totals.query("SELECT symbol FROM totals WHERE n > 1")) {
        print("traded more than once: " + row.getString(0));
      }
    }
    // end of example
    assertThat(printed)
        .containsExactly(
            "AMD: 150", "IBM: 70", "from A on, before B: AMD", "traded more than once: AMD");
  }

  @Test
  void shouldStandInTheDocumentationWordForWord() throws IOException {
    String source = Files.readString(THIS);
    int begin = source.indexOf('\n', source.indexOf("// example: table")) + 1;
    int end = source.lastIndexOf('\n', source.indexOf("// end of example"));
    String example =
        source.substring(begin, end).stripIndent().replace("print(", "System.out.println(");
    assertThat(Files.readString(DOCUMENT)).contains("```java\n" + example + "\n```");
  }
}

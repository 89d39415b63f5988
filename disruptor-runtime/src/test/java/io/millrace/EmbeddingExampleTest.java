package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.output.RowSubscriber;
import io.millrace.publish.StreamPublisher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The embedding example of the README: it runs here, and the README shows this very text. */
class EmbeddingExampleTest {
  private static final Path README = Path.of("..", "README.md");
  private static final Path THIS =
      Path.of("src", "test", "java", "io", "millrace", "EmbeddingExampleTest.java");

  private final List<String> printed = new ArrayList<>();

  private void print(String line) {
    printed.add(line);
  }

  @Test
  void shouldGiveRunningTotalsWhenTheExampleRuns() {
    // example: embedding
    try (Millrace engine = Millrace.start()) {
      engine.execute("CREATE STREAM orders (customer VARCHAR, amount DECIMAL(12, 2))");
      RowSubscriber totals =
          row -> print(row.getString(0) + " has ordered for " + row.getBigDecimal(1));
      engine.subscribe(
          "SELECT customer, SUM(amount) AS total FROM orders GROUP BY customer",
          Delivery.ORDERED,
          totals.toSubscriber());
      StreamPublisher orders = engine.publisher("orders");
      orders.row().setString(0, "ada").setLong(1, 12_50).end();
      orders.row().setString(0, "bob").setLong(1, 99_00).end();
      orders.row().setString(0, "ada").setLong(1, 7_25).end();
    }
    // end of example
    assertThat(printed)
        .containsExactly(
            "ada has ordered for 12.50", "bob has ordered for 99.00", "ada has ordered for 19.75");
  }

  @Test
  void shouldStandInTheReadmeWordForWord() throws IOException {
    String source = Files.readString(THIS);
    int begin = source.indexOf('\n', source.indexOf("// example: embedding")) + 1;
    int end = source.lastIndexOf('\n', source.indexOf("// end of example"));
    String example =
        source.substring(begin, end).stripIndent().replace("print(", "System.out.println(");
    assertThat(Files.readString(README)).contains("```java\n" + example + "\n```");
  }
}

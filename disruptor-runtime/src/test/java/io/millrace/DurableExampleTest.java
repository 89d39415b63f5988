package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.durability.Durability;
import io.millrace.output.RowSubscriber;
import io.millrace.output.Subscriber;
import io.millrace.publish.StreamPublisher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of durable engines in the documentation. */
@Tag("chronicle")
class DurableExampleTest {
  @TempDir private Path directory;

  @Test
  void shouldPutOutWhatTheDocumentationSays() throws IOException {
    List<String> first = new ArrayList<>();
    run(collect(first));
    assertThat(first).containsExactly("ada 10", "ada 20", "ada 30");
    List<String> second = new ArrayList<>();
    run(collect(second));
    assertThat(second).isEmpty();
    DocumentedExample.check("DurableExampleTest", "durable");
  }

  private static Subscriber collect(List<String> rows) {
    RowSubscriber totals = row -> rows.add(row.getString(0) + " " + row.getLong(1));
    return totals.toSubscriber();
  }

  private void run(Subscriber totals) {
    // example: durable
    Durability durability = Durability.in(directory).withCheckpointInterval(Duration.ofSeconds(10));
    try (Millrace engine = Millrace.start(MillraceConfig.defaults().withDurability(durability))) {
      engine.execute("CREATE STREAM orders (customer VARCHAR, amount BIGINT)");
      engine
          .durable()
          .subscribe(
              "totals",
              "SELECT customer, SUM(amount) AS total FROM orders GROUP BY customer",
              Delivery.ORDERED,
              totals);
      engine.durable().recover();
      StreamPublisher orders = engine.durable().publisher("orders", "feed");
      for (long row = orders.position().rows(); row < 3; row++) {
        orders.row().setString(0, "ada").setLong(1, 10).end();
        orders.mark(row + 1);
      }
    }
    // end of example
  }
}

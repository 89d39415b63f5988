package io.millrace.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.Delivery;
import io.millrace.MillraceConfig;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioOracleTest {
  private static final String ORDERS =
      "CREATE STREAM orders (order_id BIGINT NOT NULL, customer_id BIGINT NOT NULL,"
          + " total_amount DECIMAL(12, 2) NOT NULL, amount DECIMAL(12, 2) NOT NULL,"
          + " event_time TIMESTAMP(3) NOT NULL, WATERMARK FOR event_time AS event_time)"
          + " WITH ('connector' = 'tpch', 'scale-factor' = '0.1')";

  /** The five scenario queries, word for word. */
  private static final List<String> QUERIES =
      List.of(
          """
          SELECT order_id, customer_id, total_amount
          FROM orders
          WHERE total_amount > 100
          """,
          """
          SELECT order_id, customer_id,
                 ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY event_time) as rn
          FROM orders
          """,
          """
          SELECT customer_id, COUNT(*) as order_count, SUM(amount) as total
          FROM orders
          GROUP BY customer_id
          """,
          """
          SELECT window_start, customer_id, COUNT(*) as count
          FROM orders
          TUMBLE(event_time, INTERVAL '1' HOUR)
          GROUP BY window_start, customer_id
          """,
          """
          SELECT window_start, customer_id, COUNT(*) as count
          FROM orders
          TUMBLE(event_time, INTERVAL '1' HOUR)
          GROUP BY window_start, customer_id
          EMIT ON CHANGE
          """);

  private static final String FILTERED =
      "SELECT '+I', order_id, customer_id, total_amount FROM orders WHERE total_amount > 100";
  private static final String NUMBERED =
      "SELECT '+I', order_id, customer_id,"
          + " row_number() OVER (PARTITION BY customer_id ORDER BY event_time) FROM orders";
  private static final String GROUPED =
      "SELECT customer_id, count(*), sum(amount) FROM orders GROUP BY customer_id";
  private static final String GROUP_CHANGES =
      "SELECT CASE WHEN count(*) OVER w = 1 THEN '+I' ELSE '+U' END, customer_id,"
          + " count(*) OVER w, sum(amount) OVER w FROM orders WINDOW w AS"
          + " (PARTITION BY customer_id ORDER BY event_time ROWS UNBOUNDED PRECEDING)";
  private static final String HOURS =
      "SELECT '+I', time_bucket(INTERVAL 1 HOUR, event_time) AS start, customer_id, count(*)"
          + " FROM orders GROUP BY start, customer_id";
  private static final String HOUR_CHANGES =
      "SELECT CASE WHEN count(*) OVER w = 1 THEN '+I' ELSE '+U' END,"
          + " date_trunc('hour', event_time), customer_id, count(*) OVER w FROM orders WINDOW w AS"
          + " (PARTITION BY date_trunc('hour', event_time), customer_id ORDER BY event_time"
          + " ROWS UNBOUNDED PRECEDING)";
  private static final String OUT_OF_ORDER =
      "SELECT count(*) FROM (SELECT order_count,"
          + " row_number() OVER (PARTITION BY customer_id ORDER BY n) AS place FROM r2)"
          + " WHERE order_count <> place";

  @TempDir static Path directory;
  private static DuckDb duck;
  private static OracleInput orders;

  @BeforeAll
  static void readOrders() {
    duck = new DuckDb(directory);
    orders = OracleInput.read("orders", ORDERS);
    orders.load(duck);
  }

  @AfterAll
  static void closeDuckDb() {
    duck.close();
  }

  @Test
  void shouldCompareAllOrdersWithUniqueEventTimes() {
    assertThat(duck.rows("SELECT count(*), count(DISTINCT event_time) FROM orders"))
        .containsExactly("150000, 150000");
    assertThat(duck.number("SELECT count(*) FROM (" + HOURS + ")")).isGreaterThan(100_000);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1024, PARTITION",
    "1, 7, ORDERED",
    "2, 4096, ORDERED",
    "2, 7, PARTITION",
    "3, 1024, ORDERED",
    "8, 4096, PARTITION",
    "8, 7, ORDERED",
  })
  void shouldGiveTheAnswersOfDuckDb(int partitions, int batchRows, Delivery delivery) {
    MillraceConfig config =
        MillraceConfig.defaults().withPartitions(partitions).withBatchRows(batchRows);
    orders.run(duck, config, delivery, QUERIES);
    assertSame("S0", FILTERED, "SELECT op, order_id, customer_id, total_amount FROM r0");
    assertSame("S1", NUMBERED, "SELECT op, order_id, customer_id, rn FROM r1");
    assertSame(
        "S2, last rows",
        GROUPED,
        "SELECT customer_id, arg_max(order_count, n), arg_max(total, n) FROM r2"
            + " GROUP BY customer_id");
    assertSame("S2", GROUP_CHANGES, "SELECT op, customer_id, order_count, total FROM r2");
    assertSame("S3a", HOURS, "SELECT op, window_start, customer_id, count FROM r3");
    assertSame("S3b", HOUR_CHANGES, "SELECT op, window_start, customer_id, count FROM r4");
    assertThat(duck.number(OUT_OF_ORDER)).as("S2, order").isZero();
    for (int query = 1; query < QUERIES.size(); query++) {
      assertOnePartitionForEachCustomer(query);
      assertNoneLate(query);
    }
  }

  private static void assertSame(String what, String expected, String actual) {
    assertThat(duck.differences(expected, actual)).as(what).isEmpty();
  }

  private static void assertOnePartitionForEachCustomer(int query) {
    assertThat(
            duck.rows(
                "SELECT customer_id FROM r"
                    + query
                    + " GROUP BY customer_id HAVING count(DISTINCT part) > 1"))
        .as("customers in several partitions: query=%d", query)
        .isEmpty();
  }

  private static void assertNoneLate(int query) {
    assertThat(duck.number("SELECT count(*) FROM late" + query)).isZero();
  }
}

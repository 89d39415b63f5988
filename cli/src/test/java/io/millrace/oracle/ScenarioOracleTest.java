package io.millrace.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.Delivery;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioOracleTest {
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
    orders = Orders.read(0.1);
    orders.load(duck);
    expect("filtered", FILTERED);
    expect("numbered", NUMBERED);
    expect("grouped", GROUPED);
    expect("group_changes", GROUP_CHANGES);
    expect("hours", HOURS);
    expect("hour_changes", HOUR_CHANGES);
  }

  private static void expect(String table, String sql) {
    duck.execute("CREATE TABLE " + table + " AS " + sql);
  }

  @AfterAll
  static void closeDuckDb() {
    duck.close();
  }

  @Test
  void shouldCompareAllOrdersWithUniqueEventTimes() {
    assertThat(duck.rows("SELECT count(*), count(DISTINCT event_time) FROM orders"))
        .containsExactly("150000, 150000");
    assertThat(duck.number("SELECT count(*) FROM hours")).isGreaterThan(100_000);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1024, PARTITION",
    "2, 4096, ORDERED",
    "3, 7, PARTITION",
    "8, 4096, PARTITION",
    "8, 7, ORDERED",
  })
  void shouldGiveTheAnswersOfDuckDb(int partitions, int batchRows, Delivery delivery) {
    orders.run(duck, OracleInput.config(partitions, batchRows), delivery, Orders.SCENARIOS);
    assertSame("S0", "filtered", "SELECT op, order_id, customer_id, total_amount FROM r0");
    assertSame("S1", "numbered", "SELECT op, order_id, customer_id, rn FROM r1");
    assertSame(
        "S2, last rows",
        "grouped",
        "SELECT customer_id, arg_max(order_count, n), arg_max(total, n) FROM r2"
            + " GROUP BY customer_id");
    assertSame("S2", "group_changes", "SELECT op, customer_id, order_count, total FROM r2");
    assertSame("S3a", "hours", "SELECT op, window_start, customer_id, count FROM r3");
    assertSame("S3b", "hour_changes", "SELECT op, window_start, customer_id, count FROM r4");
    assertThat(duck.number(OUT_OF_ORDER)).as("S2, order").isZero();
    for (int query = 1; query < Orders.SCENARIOS.size(); query++) {
      assertOnePartitionForEachCustomer(query);
      assertNoneLate(query);
    }
  }

  private static void assertSame(String what, String table, String actual) {
    assertThat(duck.differences("FROM " + table, actual)).as(what).isEmpty();
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

package io.millrace.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.Delivery;
import io.millrace.MillraceConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisorderOracleTest {
  private static final double SCALE_FACTOR = 0.02;
  private static final long SEED = 20_240_808;
  private static final long NS_PER_SECOND = 1_000_000_000L;
  private static final int DAY_SECONDS = 86_400;
  private static final int DELAY_SECONDS = 30;

  private static final String NUMBERED =
      "SELECT order_id, customer_id,"
          + " row_number() OVER (PARTITION BY customer_id ORDER BY event_time, seq) FROM ";
  private static final String HOURS =
      "SELECT date_trunc('hour', event_time) AS start, customer_id, count(*) FROM orders"
          + " GROUP BY start, customer_id";

  /** Each row with the watermark that it meets; the first row meets none. */
  private static final String ARRIVALS =
      "(SELECT *, date_trunc('minute', event_time) + INTERVAL 1 MINUTE AS window_end,"
          + " max(event_time) OVER (ORDER BY seq ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
          + " - INTERVAL "
          + DELAY_SECONDS
          + " SECOND AS watermark FROM orders)";

  private static final List<String> MINUTES =
      List.of(
          "SELECT order_id, customer_id, ROW_NUMBER() OVER (PARTITION BY customer_id"
              + " ORDER BY event_time) AS rn FROM orders",
          "SELECT window_start, window_end, COUNT(*) AS rows, SUM(amount) AS total FROM orders"
              + " TUMBLE(event_time, INTERVAL '1' MINUTE) GROUP BY window_start, window_end",
          "SELECT window_start, customer_id, COUNT(*) AS rows, SUM(amount) AS total FROM orders"
              + " TUMBLE(event_time, INTERVAL '1' MINUTE) GROUP BY window_start, customer_id"
              + " EMIT CHANGES");

  @TempDir static Path directory;
  private static DuckDb duck;
  private static OracleInput orders;
  private static long[] times;

  @BeforeAll
  static void readOrders() {
    duck = new DuckDb(directory);
    orders = Orders.read(SCALE_FACTOR);
    times = orders.longs(4);
  }

  @AfterAll
  static void closeDuckDb() {
    duck.close();
  }

  private static void assertSame(String what, String expected, String actual) {
    assertThat(duck.differences(expected, actual)).as("%s, seed=%d", what, SEED).isEmpty();
  }

  /** All orders of the first 250 customers come first, then those of the next 250 and so on. */
  private static OracleInput byCustomerRange() {
    long[] customers = orders.longs(1);
    long[] places = new long[times.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = customers[i] / 250 * 2 * DAY_SECONDS * NS_PER_SECOND + (times[i] - times[0]);
    }
    return orders.reordered(Orders.declaration(SCALE_FACTOR, DAY_SECONDS), places);
  }

  @ParameterizedTest
  @CsvSource({"1, 1024, ORDERED", "3, 7, PARTITION", "8, 4096, PARTITION"})
  void shouldLoseNoGroupWhenTheInputIsOrderedByPartition(
      int partitions, int batchRows, Delivery delivery) {
    OracleInput ranges = byCustomerRange();
    ranges.load(duck);
    assertThat(duck.number("SELECT count(*) FROM " + ARRIVALS + " WHERE window_end <= watermark"))
        .as("rows that half a minute of delay would lose")
        .isGreaterThan(25_000);
    ranges.run(duck, OracleInput.config(partitions, batchRows), delivery, Orders.SCENARIOS);
    assertSame("S1", NUMBERED + "orders", "SELECT order_id, customer_id, rn FROM r1");
    assertSame("S3a", HOURS, "SELECT window_start, customer_id, count FROM r3");
    assertSame(
        "S3b, last rows",
        HOURS,
        "SELECT window_start, customer_id, arg_max(count, n) FROM r4"
            + " GROUP BY window_start, customer_id");
    assertThat(duck.rows("FROM late1 UNION ALL FROM late3 UNION ALL FROM late4")).isEmpty();
  }

  @Test
  void shouldEmitTheLastWindowsOnlyAtTheEndOfInput() {
    orders.load(duck);
    MillraceConfig config = OracleInput.config(2, 1024);
    orders.run(duck, config.withEmitAtEnd(false), Delivery.ORDERED, Orders.SCENARIOS);
    String closed =
        "SELECT * FROM ("
            + HOURS
            + ") WHERE start + INTERVAL 1 HOUR <= (SELECT max(event_time) FROM orders)";
    assertSame("left open", closed, "SELECT window_start, customer_id, count FROM r3");
    orders.run(duck, config, Delivery.ORDERED, Orders.SCENARIOS);
    assertSame("emitted", HOURS, "SELECT window_start, customer_id, count FROM r3");
    assertThat(
            duck.number(
                "SELECT (SELECT count(*) FROM (" + HOURS + ")) - count(*) FROM (" + closed + ")"))
        .as("windows that only the end of input closes")
        .isGreaterThan(500);
  }

  @ParameterizedTest
  @CsvSource({"1, 1024, PARTITION", "2, 4096, ORDERED", "8, 7, ORDERED"})
  void shouldNumberRowsInEventTimeOrderWhenTheyAreShuffledWithinTheDelay(
      int partitions, int batchRows, Delivery delivery) {
    SplittableRandom random = new SplittableRandom(SEED);
    long[] places = new long[times.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = times[i] + random.nextLong(600 * NS_PER_SECOND);
    }
    OracleInput shuffled = orders.reordered(Orders.declaration(SCALE_FACTOR, 600), places);
    shuffled.load(duck);
    shuffled.run(duck, OracleInput.config(partitions, batchRows), delivery, Orders.SCENARIOS);
    assertThat(duck.number("SELECT count(*) FROM " + ARRIVALS + " WHERE event_time < watermark"))
        .as("rows that half a minute of delay would lose")
        .isGreaterThan(10_000);
    assertSame("S1", NUMBERED + "orders", "SELECT order_id, customer_id, rn FROM r1");
    assertSame("S3a", HOURS, "SELECT window_start, customer_id, count FROM r3");
    assertThat(duck.rows("FROM late1 UNION ALL FROM late3")).isEmpty();
  }

  /** Most rows come within the delay, every tenth up to ten minutes too late. */
  private static OracleInput withLateRows() {
    SplittableRandom random = new SplittableRandom(SEED);
    long[] places = new long[times.length];
    for (int i = 0; i < places.length; i++) {
      long most = random.nextInt(10) == 0 ? 600 : DELAY_SECONDS;
      places[i] = times[i] + random.nextLong(most * NS_PER_SECOND);
    }
    return orders.reordered(Orders.declaration(SCALE_FACTOR, DELAY_SECONDS), places);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, ORDERED",
    "1, 4096, PARTITION",
    "2, 7, ORDERED",
    "3, 1, PARTITION",
    "3, 1024, ORDERED",
    "8, 7, PARTITION",
    "8, 4096, ORDERED"
  })
  void shouldCallTheRowsLateThatTheRuleInSqlCallsLate(
      int partitions, int batchRows, Delivery delivery) {
    OracleInput late = withLateRows();
    late.load(duck);
    late.run(duck, OracleInput.config(partitions, batchRows), delivery, MINUTES);
    String inTime = ARRIVALS + " WHERE (window_end <= watermark) IS NOT TRUE";
    String behind = "SELECT order_id FROM " + ARRIVALS + " WHERE event_time < watermark";
    String closed = "SELECT order_id FROM " + ARRIVALS + " WHERE window_end <= watermark";
    assertThat(duck.number("SELECT count(*) FROM (" + closed + ")")).isGreaterThan(1_000);
    assertSame("late for their place", behind, "FROM late0");
    assertSame("late for their window", closed, "FROM late1");
    assertSame("late for their window, with changes", closed, "FROM late2");
    assertSame(
        "numbers",
        NUMBERED + ARRIVALS + " WHERE (event_time < watermark) IS NOT TRUE",
        "SELECT order_id, customer_id, rn FROM r0");
    assertSame(
        "windows",
        "SELECT window_end - INTERVAL 1 MINUTE, window_end, count(*), sum(amount) FROM "
            + inTime
            + " GROUP BY window_end",
        "SELECT window_start, window_end, rows, total FROM r1");
    assertSame(
        "changes",
        "SELECT CASE WHEN count(*) OVER w = 1 THEN '+I' ELSE '+U' END,"
            + " window_end - INTERVAL 1 MINUTE, customer_id, count(*) OVER w, sum(amount) OVER w"
            + " FROM "
            + inTime
            + " WINDOW w AS (PARTITION BY window_end, customer_id ORDER BY seq"
            + " ROWS UNBOUNDED PRECEDING)",
        "SELECT op, window_start, customer_id, rows, total FROM r2");
  }
}

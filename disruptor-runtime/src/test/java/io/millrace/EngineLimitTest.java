package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.TestOrders.Collected;
import io.millrace.memory.MemoryBudgetExceededException;
import io.millrace.publish.StreamPublisher;
import io.millrace.query.SqlException;
import io.millrace.query.SqlLimit;
import io.millrace.query.SqlLimits;
import io.millrace.table.Table;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The limits that a running engine keeps: at each of them all is well, one more is refused. */
class EngineLimitTest {
  private static final String WINDOWS =
      "SELECT window_start, COUNT(*) AS n FROM orders TUMBLE(event_time, INTERVAL '1' MINUTE)"
          + " GROUP BY window_start";

  private final Collected collected = new Collected();

  private static MillraceConfig with(SqlLimit limit, long value) {
    return MillraceConfig.defaults().withLimits(SqlLimits.defaults().with(limit, value));
  }

  @Test
  void shouldRefuseOneStreamTooMany() {
    try (Millrace engine = Millrace.start(with(SqlLimit.STREAMS, 2))) {
      engine.execute("CREATE STREAM a (x BIGINT); CREATE STREAM b (x BIGINT)");
      assertThatThrownBy(() -> engine.execute("CREATE STREAM c (x BIGINT)"))
          .isInstanceOf(SqlException.class)
          .hasMessage(
              "too many streams: streams=2, limit=2; drop a stream, or raise the limit streams");
      engine.execute("DROP STREAM a; CREATE STREAM c (x BIGINT)");
      assertThat(engine.catalog().streams()).hasSize(2);
    }
  }

  @Test
  void shouldRefuseOneQueryTooManyUntilOneIsCancelled() {
    try (Millrace engine = Millrace.start(with(SqlLimit.QUERIES, 2))) {
      engine.execute(TestOrders.DDL);
      Query first = engine.subscribe("SELECT order_id FROM orders", Delivery.ORDERED, collected);
      Table table = engine.table("SELECT order_id, COUNT(*) AS n FROM orders GROUP BY order_id");
      assertThatThrownBy(
              () -> engine.subscribe("SELECT amount FROM orders", Delivery.ORDERED, collected))
          .isInstanceOf(SqlException.class)
          .hasMessage(
              "too many queries: queries=2, limit=2; cancel a query, or raise the limit queries");
      first.cancel();
      engine.subscribe("SELECT amount FROM orders", Delivery.ORDERED, collected);
      assertThatThrownBy(
              () -> engine.table("SELECT order_id, COUNT(*) AS n FROM orders GROUP BY order_id"))
          .hasMessageStartingWith("too many queries");
      table.close();
      engine.subscribe("SELECT amount FROM orders", Delivery.ORDERED, collected);
    }
  }

  @Test
  void shouldCompileUnderTheLimitsOfTheEngine() {
    try (Millrace engine = Millrace.start(with(SqlLimit.RESULT_COLUMNS, 4))) {
      engine.execute(TestOrders.DDL);
      engine.subscribe("SELECT * FROM orders", Delivery.ORDERED, collected);
      assertThatThrownBy(
              () -> engine.subscribe("SELECT *, 1 AS x FROM orders", Delivery.ORDERED, collected))
          .isInstanceOf(SqlException.class)
          .hasMessage(
              "too many columns in SELECT: result-columns=5, limit=4; select fewer, or raise the"
                  + " limit result-columns");
      Table table = engine.table("SELECT order_id, COUNT(*) AS n FROM orders GROUP BY order_id");
      assertThatThrownBy(
              () -> table.query("SELECT n, n AS a, n AS b, n AS c, n AS d FROM " + table.name()))
          .hasMessageStartingWith("too many columns in SELECT: result-columns=5, limit=4");
    }
  }

  @Test
  void shouldHandOutTheRowWhenItWouldOpenOneWindowTooMany() {
    MillraceConfig config =
        with(SqlLimit.OPEN_WINDOWS, 3).withFailure(FailurePolicy.DEAD_LETTER).withBatchRows(2);
    try (Millrace engine = Millrace.start(config)) {
      engine.execute(TestOrders.DDL.replace("INTERVAL '2' SECOND", "INTERVAL '1' HOUR"));
      engine.subscribe(WINDOWS, Delivery.ORDERED, collected);
      try (StreamPublisher orders = engine.publisher("orders")) {
        for (int i = 0; i < 5; i++) {
          TestOrders.publish(orders, i, 1, 1, 60L * i);
        }
        TestOrders.publish(orders, 5, 1, 1, 30);
        engine.drain();
        assertThat(collected.deadLetters)
            .containsExactly(
                "3: too many open windows: window_start=1970-01-01T00:03:00,"
                    + " first=1970-01-01T00:00:00, last=1970-01-01T00:02:00, limit=3; check the"
                    + " event time, use longer windows or a shorter watermark delay, or raise the"
                    + " limit open-windows",
                "4: too many open windows: window_start=1970-01-01T00:04:00,"
                    + " first=1970-01-01T00:00:00, last=1970-01-01T00:02:00, limit=3; check the"
                    + " event time, use longer windows or a shorter watermark delay, or raise the"
                    + " limit open-windows");
        TestOrders.publish(orders, 6, 1, 1, 7200); // Moves the watermark, though it is refused.
        engine.drain();
        TestOrders.publish(orders, 7, 1, 1, 7200);
      }
    }
    assertThat(collected.failures).isEmpty();
    assertThat(collected.rows)
        .containsExactly("+I 0 2", "+I 60000000000 1", "+I 120000000000 1", "+I 7200000000000 1");
  }

  @Test
  void shouldStopTheQueryWhenARowWouldOpenOneWindowTooMany() {
    try (Millrace engine = Millrace.start(with(SqlLimit.OPEN_WINDOWS, 3))) {
      engine.execute(TestOrders.DDL.replace("INTERVAL '2' SECOND", "INTERVAL '1' HOUR"));
      Query query = engine.subscribe(WINDOWS, Delivery.ORDERED, collected);
      try (StreamPublisher orders = engine.publisher("orders")) {
        for (int i = 0; i < 4; i++) {
          TestOrders.publish(orders, i, 1, 1, 60L * i);
        }
      }
      engine.drain();
      assertThat(query.failure())
          .hasMessageContaining("; too many open windows: window_start=1970-01-01T00:03:00");
    }
  }

  @Test
  void shouldNameTheQueryWhoseStateIsOverItsPart() {
    MillraceConfig config =
        with(SqlLimit.QUERY_MEMORY, 64 * 1024).withName("shop").withPartitions(2);
    try (Millrace engine = Millrace.start(config)) {
      engine.execute(TestOrders.DDL);
      Query small =
          engine.subscribe(
              "SELECT customer_id, COUNT(*) AS n FROM orders GROUP BY customer_id",
              Delivery.ORDERED,
              collected);
      Query large =
          engine.subscribe(
              "SELECT order_id, COUNT(*) AS n FROM orders GROUP BY order_id",
              Delivery.ORDERED,
              new Collected());
      try (StreamPublisher orders = engine.publisher("orders")) {
        for (int id = 0; id < 10_000; id++) {
          TestOrders.publish(orders, id, id % 10, 1, 0);
        }
      }
      engine.drain();
      assertThat(large.failure())
          .hasMessageContaining(
              "state over its memory budget: budget=query 2 of shop, limitBytes=65536, usedBytes=");
      assertThat(small.failure()).isNull();
      assertThat(engine.memoryBudget().usedBytes()).isLessThan(64 * 1024);
    }
    assertThat(collected.rows).hasSize(10_000);
  }

  @Test
  void shouldBoundTheStateOfASelectOverATable() {
    MillraceConfig config = with(SqlLimit.QUERY_MEMORY, 1 << 20).withName("shop");
    try (Millrace engine = Millrace.start(config)) {
      engine.execute(TestOrders.DDL);
      Table table =
          engine.table(
              "t",
              "SELECT customer_id, amount, COUNT(*) AS n FROM orders GROUP BY customer_id, amount");
      try (StreamPublisher orders = engine.publisher("orders")) {
        for (int id = 0; id < 5_000; id++) {
          TestOrders.publish(orders, id, id, id, 0);
        }
      }
      engine.drain();
      long before = engine.memoryBudget().usedBytes();
      assertThat(table.query("SELECT customer_id, COUNT(*) FROM t GROUP BY customer_id"))
          .hasSize(5_000);
      assertThat(engine.memoryBudget().usedBytes()).isEqualTo(before);
      assertThatThrownBy(
              () ->
                  table.query(
                      "SELECT CAST(customer_id AS VARCHAR) || '"
                          + "x".repeat(1_000)
                          + "' AS k, COUNT(*) FROM t GROUP BY CAST(customer_id AS VARCHAR) || '"
                          + "x".repeat(1_000)
                          + "'"))
          .hasRootCauseInstanceOf(MemoryBudgetExceededException.class)
          .hasMessageContaining("budget=query over table t of shop, limitBytes=1048576");
      assertThat(engine.memoryBudget().usedBytes()).isEqualTo(before);
    }
  }

  @Test
  void shouldKeepTheLimitsOfTheDocumentedExample() throws IOException {
    // example: limits
    MillraceConfig config =
        MillraceConfig.defaults()
            .withLimits(
                SqlLimits.defaults()
                    .with(SqlLimit.QUERIES, 100)
                    .with(SqlLimit.OPEN_WINDOWS, 1_000)
                    .with(SqlLimit.QUERY_MEMORY, 64 << 20));
    // end of example
    assertThat(config.limits().get(SqlLimit.QUERY_MEMORY)).isEqualTo(67_108_864);
    assertThat(config.withPartitions(2).limits()).isSameAs(config.limits());
    DocumentedExample.check("EngineLimitTest", "limits");
  }
}

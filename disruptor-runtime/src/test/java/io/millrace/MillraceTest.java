package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.TestOrders.Collected;
import io.millrace.publish.StreamPublisher;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MillraceTest {
  private static final int ROWS = 5_000;

  private static void feed(Millrace engine) {
    SplittableRandom random = new SplittableRandom(99);
    try (StreamPublisher orders = engine.publisher("orders")) {
      for (int i = 0; i < ROWS; i++) {
        long time = i * TestOrders.SECOND_NS / 10 - random.nextLong(4) * TestOrders.SECOND_NS;
        orders.row().setLong(0, i).setLong(3, time);
        if (i % 11 != 0) {
          orders.row().setLong(1, random.nextInt(50)).setLong(2, random.nextInt(1_000));
        }
        orders.row().end();
      }
    }
  }

  private static Map<String, Collected> run(MillraceConfig config, Delivery delivery) {
    Map<String, Collected> results = new HashMap<>();
    try (Millrace engine = Millrace.start(config)) {
      engine.execute(TestOrders.DDL);
      for (String sql :
          List.of(
              "SELECT order_id, amount FROM orders WHERE amount > 5",
              "SELECT order_id, customer_id, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY"
                  + " event_time) AS rn FROM orders",
              "SELECT customer_id, COUNT(*) AS n FROM orders GROUP BY customer_id",
              "SELECT COUNT(*) AS n FROM orders EMIT FINAL",
              "SELECT window_start, customer_id, COUNT(*) AS n FROM orders"
                  + " TUMBLE(event_time, INTERVAL '1' MINUTE) GROUP BY window_start, customer_id",
              "SELECT window_start, customer_id, COUNT(*) AS n FROM orders"
                  + " TUMBLE(event_time, INTERVAL '1' MINUTE) GROUP BY window_start, customer_id"
                  + " EMIT CHANGES")) {
        Collected collected = new Collected();
        results.put(sql, collected);
        engine.subscribe(sql, delivery, collected);
      }
      feed(engine);
    }
    return results;
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1, BLOCKING, PARTITION",
    "3, 7, SLEEPING, ORDERED",
    "8, 4096, YIELDING, PARTITION",
    "2, 7, BUSY_SPIN, ORDERED",
    "1, 1, BLOCKING, ORDERED",
    "1, 4096, BLOCKING, PARTITION"
  })
  void shouldGiveTheSameRowsWhateverThePartitionsAndBatches(
      int partitions, int batchRows, WaitMode waitMode, Delivery delivery) {
    Map<String, Collected> expected = run(MillraceConfig.defaults(), Delivery.PARTITION);
    MillraceConfig config =
        MillraceConfig.defaults()
            .withPartitions(partitions)
            .withBatchRows(batchRows)
            .withWaitMode(waitMode);
    Map<String, Collected> actual = run(config, delivery);
    expected.forEach(
        (sql, collected) -> {
          assertThat(actual.get(sql).sorted()).as(sql).isEqualTo(collected.sorted());
          assertThat(actual.get(sql).late.size()).as(sql).isEqualTo(collected.late.size());
          assertThat(actual.get(sql).completions).hasSize(1);
          assertThat(collected.sorted()).isNotEmpty();
        });
  }

  @Test
  void shouldLeaveNoThreadAndNoMemoryWhenClosed() {
    MillraceConfig config = MillraceConfig.defaults().withName("leak-check").withPartitions(3);
    Millrace engine = Millrace.start(config);
    engine.execute(TestOrders.DDL);
    engine.subscribe(
        "SELECT customer_id, COUNT(*) AS n FROM orders GROUP BY customer_id",
        Delivery.ORDERED,
        (rows, partition, sequence) -> {});
    feed(engine);
    engine.drain();
    assertThat(engine.memoryBudget().usedBytes()).isPositive();
    engine.close();
    assertThat(engine.memoryBudget().usedBytes()).isZero();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("leak-check"));
  }
}

package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.batch.RecordBatch;
import io.millrace.batch.RowKind;
import io.millrace.output.Row;
import io.millrace.output.Subscriber;
import io.millrace.publish.StreamPublisher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MillraceTest {
  private static final String ORDERS =
      "CREATE STREAM orders (order_id BIGINT NOT NULL, customer_id BIGINT, amount DECIMAL(12, 2),"
          + " event_time TIMESTAMP(3), WATERMARK FOR event_time AS event_time - INTERVAL '2' SECOND)";
  private static final int ROWS = 5_000;
  private static final long SECOND_NS = 1_000_000_000L;

  /** Output rows as text, in order of delivery; free to use from any thread. */
  private static final class Collected implements Subscriber {
    private final List<String> rows = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger completed = new AtomicInteger();
    private final AtomicInteger late = new AtomicInteger();

    @Override
    public void onRows(RecordBatch batch, int partition, long sequence) {
      Row row = new Row();
      for (int i = 0; i < batch.rowCount(); i++) {
        row.wrap(batch, i);
        StringBuilder text = new StringBuilder(RowKind.symbol(row.kind()));
        for (int column = 0; column < row.size(); column++) {
          text.append(' ').append(row.isNull(column) ? "null" : row.getLong(column));
        }
        rows.add(text.toString());
      }
    }

    @Override
    public void onLateRow(RecordBatch batch, int row, String reason) {
      late.incrementAndGet();
    }

    @Override
    public void onComplete() {
      completed.incrementAndGet();
    }

    List<String> sorted() {
      List<String> sorted = new ArrayList<>(rows);
      Collections.sort(sorted);
      return sorted;
    }
  }

  private static void feed(Millrace engine) {
    SplittableRandom random = new SplittableRandom(99);
    try (StreamPublisher orders = engine.publisher("orders")) {
      for (int i = 0; i < ROWS; i++) {
        long time = i * SECOND_NS / 10 - random.nextLong(4) * SECOND_NS;
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
      engine.execute(ORDERS);
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
          assertThat(actual.get(sql).late.get()).as(sql).isEqualTo(collected.late.get());
          assertThat(actual.get(sql).completed).hasValue(1);
          assertThat(collected.sorted()).isNotEmpty();
        });
  }

  @Test
  void shouldLeaveNoThreadAndNoMemoryWhenClosed() {
    MillraceConfig config = MillraceConfig.defaults().withName("leak-check").withPartitions(3);
    Millrace engine = Millrace.start(config);
    engine.execute(ORDERS);
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

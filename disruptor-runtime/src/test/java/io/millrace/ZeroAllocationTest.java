package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.millrace.publish.RecordPublisher;
import io.millrace.publish.RowWriter;
import io.millrace.publish.StreamPublisher;
import io.millrace.record.Decimal;
import io.millrace.record.EventTime;
import io.millrace.record.NotNull;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In steady state no thread on the row path allocates: publisher, partitions, delivery. */
class ZeroAllocationTest {
  private static final String NAME = "zero-allocation";
  private static final int WARM_UP_ROWS = 400_000;
  private static final int ROWS = 400_000;
  private static final int MOST_ROUNDS = 5;

  /** What the JVM itself may allocate on a thread while we look; far below a byte a row. */
  private static final long TOLERATED_BYTES = 16_384;

  private static final byte[][] COUNTRIES = {
    "DE".getBytes(StandardCharsets.UTF_8), "Côte d'Ivoire".getBytes(StandardCharsets.UTF_8)
  };
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final LongAdder delivered = new LongAdder();

  private static void publish(StreamPublisher orders, int from, int rows) {
    RowWriter row = orders.row();
    for (int i = from; i < from + rows; i++) {
      long time = i * 1_000_000L;
      row.setLong(0, i).setLong(1, i % 997).setLong(2, i % 5_000).setLong(3, time - i % 3);
      byte[] country = COUNTRIES[i & 1];
      if (i % 7 != 0) {
        row.setVarchar(4, country, 0, country.length);
      }
      row.end();
    }
    orders.flush();
  }

  private static long allocatedBytes() {
    long sum = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith(NAME)) {
        sum += THREADS.getThreadAllocatedBytes(thread.getId());
      }
    }
    return sum;
  }

  /**
   * Bytes of the round that allocated least. A compiler that comes late on a loaded machine, or a
   * buffer that grows to the longest wait so far, can only add, and not to every round.
   */
  private static long leastAllocated(Millrace engine, IntConsumer publishFrom) {
    long least = Long.MAX_VALUE;
    for (int round = 1; round <= MOST_ROUNDS && least >= TOLERATED_BYTES; round++) {
      long looking = costOfLooking();
      long before = allocatedBytes();
      publishFrom.accept(WARM_UP_ROWS + (round - 1) * ROWS);
      engine.drain();
      least = Math.min(least, allocatedBytes() - before - looking);
    }
    return least;
  }

  private static long costOfLooking() {
    long before = allocatedBytes();
    return allocatedBytes() - before;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT order_id, customer_id, total_amount FROM orders WHERE total_amount > 10
          SELECT order_id, customer_id, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY event_time) AS rn FROM orders
          SELECT customer_id, COUNT(*) AS order_count, SUM(total_amount) AS total FROM orders GROUP BY customer_id
          SELECT window_start, customer_id, COUNT(*) AS count FROM orders TUMBLE(event_time, INTERVAL '10' SECOND) GROUP BY window_start, customer_id
          SELECT window_start, customer_id, COUNT(*) AS count FROM orders TUMBLE(event_time, INTERVAL '10' SECOND) GROUP BY window_start, customer_id EMIT ON CHANGE
          SELECT country, AVG(total_amount) AS mean, MIN(country) AS least FROM orders WHERE country LIKE '%d%' GROUP BY country
          """)
  void shouldAllocateNothingInSteadyState(String sql) {
    for (Delivery delivery : Delivery.values()) {
      MillraceConfig config =
          MillraceConfig.defaults()
              .withName(NAME)
              .withPartitions(2)
              .withWaitMode(WaitMode.YIELDING)
              .withLatencyRecording(true);
      try (Millrace engine = Millrace.start(config)) {
        engine.execute(
            "CREATE STREAM orders (order_id BIGINT NOT NULL, customer_id BIGINT, total_amount"
                + " DECIMAL(12, 2), event_time TIMESTAMP(9), country VARCHAR, WATERMARK FOR"
                + " event_time AS event_time - INTERVAL '1' SECOND)");
        engine.subscribe(
            sql, delivery, (rows, partition, sequence) -> delivered.add(rows.rowCount()));
        StreamPublisher orders = engine.publisher("orders");
        publish(orders, 0, WARM_UP_ROWS);
        engine.drain();
        assertThat(leastAllocated(engine, from -> publish(orders, from, ROWS)))
            .as("bytes for %d rows, delivery %s: %s", ROWS, delivery, sql)
            .isLessThan(TOLERATED_BYTES);
      }
    }
    assertThat(delivered.sum()).isPositive();
  }

  record Quote(
      String venue,
      @NotNull String symbol,
      @Decimal(precision = 12, scale = 2) long price,
      Integer size,
      Thread.State state,
      @EventTime Instant time) {}

  private static void publish(RecordPublisher<Quote> publisher, Quote[] quotes) {
    for (int i = 0; i < ROWS; i++) {
      publisher.publish(quotes[i % quotes.length]);
    }
    publisher.flush();
  }

  @Test
  void shouldAllocateNothingWhenRecordsArePublished() {
    Quote[] quotes = new Quote[997];
    for (int i = 0; i < quotes.length; i++) {
      quotes[i] =
          new Quote(
              i % 3 == 0 ? null : "Zürich",
              "S" + i,
              i * 100L,
              i,
              Thread.State.RUNNABLE,
              Instant.ofEpochSecond(i));
    }
    MillraceConfig config = MillraceConfig.defaults().withName(NAME).withPartitions(2);
    try (Millrace engine = Millrace.start(config)) {
      RecordPublisher<Quote> publisher = engine.stream("quotes", Quote.class);
      engine.subscribe(
          "SELECT symbol, MAX(price) AS best, SUM(size) AS size FROM quotes WHERE state ="
              + " 'RUNNABLE' GROUP BY symbol",
          Delivery.ORDERED,
          (rows, partition, sequence) -> delivered.add(rows.rowCount()));
      publish(publisher, quotes);
      engine.drain();
      assertThat(leastAllocated(engine, from -> publish(publisher, quotes)))
          .isLessThan(TOLERATED_BYTES);
    }
    assertThat(delivered.sum()).isPositive();
  }
}

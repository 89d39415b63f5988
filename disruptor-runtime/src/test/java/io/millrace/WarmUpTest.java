package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.output.RowSubscriber;
import io.millrace.publish.StreamPublisher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final String EVERY_TYPE =
      "CREATE STREAM t (b BOOLEAN, i INTEGER NOT NULL, l BIGINT, r REAL, d DOUBLE, c DECIMAL(3, 2),"
          + " w DECIMAL(38, 4), s VARCHAR(2), day DATE, clock TIME(0), at TIMESTAMP(3), WATERMARK"
          + " FOR at AS at - INTERVAL '1' SECOND)";

  private final List<String> delivered = Collections.synchronizedList(new ArrayList<>());

  private void add(Millrace engine, String sql) {
    RowSubscriber subscriber = row -> delivered.add(row.getInt(0) + " " + row.getLong(1));
    engine.subscribe(sql, Delivery.ORDERED, subscriber.toSubscriber());
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("warm"))
        .count();
  }

  @Test
  void shouldLeaveResultsCountersAndMemoryAloneWhenWarmedUp() {
    MillraceConfig config = MillraceConfig.defaults().withName("warm").withPartitions(2);
    try (Millrace engine = Millrace.start(config)) {
      engine.execute(EVERY_TYPE);
      add(engine, "SELECT i, COUNT(*) AS n, MAX(s) AS s, SUM(w) AS w FROM t GROUP BY i");
      add(engine, "SELECT i, l / i AS q FROM t WHERE d > 5");
      engine.drain();
      long bytes = engine.memoryBudget().usedBytes();
      long threads = threads();

      engine.warmUp(SHORT);

      assertThat(threads()).isEqualTo(threads);
      assertThat(engine.memoryBudget().usedBytes()).isEqualTo(bytes);
      StreamPublisher publisher = engine.publisher("t");
      publisher.row().setInt(1, 7).setLong(2, 14).setDouble(4, 6).setLong(10, 0).end();
      engine.drain();
      assertThat(delivered).containsExactlyInAnyOrder("7 1", "7 2");
    }
    assertThat(threads()).isZero();
  }

  @Test
  void shouldRunTheRowsThatItIsGiven() {
    try (Millrace engine = Millrace.start(MillraceConfig.defaults().withName("warm"))) {
      engine.execute("CREATE STREAM t (i INTEGER)");
      add(engine, "SELECT i, COUNT(*) AS n FROM t GROUP BY i");
      AtomicInteger rounds = new AtomicInteger();

      engine.warmUp(
          SHORT,
          copy -> {
            copy.execute("INSERT INTO t VALUES (1), (2)");
            copy.drain();
            rounds.incrementAndGet();
          });

      assertThat(rounds).hasPositiveValue();
      assertThat(delivered).isEmpty();
    }
  }

  @Test
  void shouldDoNothingWrongWhenThereIsNoQuery() {
    try (Millrace engine = Millrace.start()) {
      engine.execute("CREATE STREAM t (i INTEGER)");
      engine.warmUp(SHORT);
      assertThat(engine.catalog().streams()).hasSize(1);
    }
  }
}

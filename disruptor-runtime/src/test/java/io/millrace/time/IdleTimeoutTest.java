package io.millrace.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.Query;
import io.millrace.publish.StreamPublisher;
import io.millrace.query.SqlException;
import io.millrace.query.StreamOptions;
import io.millrace.test.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdleTimeoutTest {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final String READINGS =
      "CREATE STREAM readings (id BIGINT, event_time TIMESTAMP(9), WATERMARK FOR event_time AS"
          + " event_time) WITH ('idle.timeout' = '%s')";
  private static final String COUNTS =
      "SELECT window_start, COUNT(*) AS n FROM readings TUMBLE(event_time, INTERVAL '10' SECOND)"
          + " GROUP BY window_start";

  private final List<String> rows = Collections.synchronizedList(new ArrayList<>());

  private Query subscribe(Millrace engine) {
    return engine.subscribe(
        COUNTS,
        Delivery.ORDERED,
        (batch, partition, sequence) -> {
          for (int i = 0; i < batch.rowCount(); i++) {
            long start = batch.column(0).longs()[i] / SECOND_NS;
            rows.add(start + ": " + batch.column(1).longs()[i]);
          }
        });
  }

  private static void publish(StreamPublisher publisher, long id, long seconds) {
    publisher.row().setLong(0, id).setLong(1, seconds * SECOND_NS).end();
    publisher.flush();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void shouldGoOnWithoutAPublisherWhenItIsIdleForTheTimeout(int partitions) {
    TestClock clock = new TestClock();
    MillraceConfig config =
        MillraceConfig.defaults().withClock(clock).withPartitions(partitions).withName("idle");
    try (Millrace engine = Millrace.start(config)) {
      engine.execute(String.format(READINGS, "5 SECONDS"));
      Query query = subscribe(engine);
      StreamPublisher busy = engine.publisher("readings");
      StreamPublisher quiet = engine.publisher("readings");
      publish(busy, 1, 1);
      publish(quiet, 2, 2);
      clock.advance(Duration.ofSeconds(3));
      publish(busy, 3, 25);
      clock.advance(Duration.ofNanos(2 * SECOND_NS - 1));
      engine.drain();
      assertThat(rows).isEmpty();
      assertThat(engine.watermarkNs("readings")).isEqualTo(2 * SECOND_NS);
      clock.advance(Duration.ofNanos(1));
      engine.drain();
      assertThat(rows).containsExactly("0: 2");
      assertThat(engine.watermarkNs("readings")).isEqualTo(25 * SECOND_NS);
      publish(quiet, 4, 9);
      publish(quiet, 5, 26);
      publish(busy, 6, 45);
      engine.drain();
      assertThat(query.lateRows()).isEqualTo(1);
      assertThat(engine.watermarkNs("readings")).isEqualTo(26 * SECOND_NS);
      clock.advance(Duration.ofDays(1));
      assertThat(engine.watermarkNs("readings")).isEqualTo(45 * SECOND_NS);
    }
    assertThat(rows).containsExactly("0: 2", "20: 2", "40: 1");
  }

  /** The rule with a list, against random publishing and stepping. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldHaveTheWatermarkOfTheRuleAfterEachStep(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    TestClock clock = new TestClock();
    try (Millrace engine = Millrace.start(MillraceConfig.defaults().withClock(clock))) {
      engine.execute(String.format(READINGS, "10 SECONDS"));
      List<StreamPublisher> publishers = new ArrayList<>();
      long[] own = {Long.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE};
      long[] activeAt = new long[own.length];
      boolean[] idle = new boolean[own.length];
      for (int i = 0; i < own.length; i++) {
        publishers.add(engine.publisher("readings"));
      }
      long held = Long.MIN_VALUE;
      long now = 0;
      for (int step = 0; step < 300; step++) {
        if (random.nextInt(3) == 0) {
          int seconds = random.nextInt(8);
          clock.advance(Duration.ofSeconds(seconds));
          now += seconds;
          for (int i = 0; i < own.length; i++) {
            idle[i] |= now - activeAt[i] >= 10;
          }
        } else {
          int i = random.nextInt(own.length);
          long time = now + random.nextInt(20);
          publish(publishers.get(i), step, time);
          own[i] = Math.max(idle[i] ? held : own[i], Math.max(own[i], time * SECOND_NS));
          idle[i] = false;
          activeAt[i] = now;
        }
        held = Math.max(held, rule(own, idle));
        assertThat(engine.watermarkNs("readings"))
            .as("seed %d, step %d", seed, step)
            .isEqualTo(held);
      }
    }
  }

  private static long rule(long[] own, boolean[] idle) {
    Map<Boolean, List<Long>> byIdle =
        new TreeMap<>(Map.of(true, new ArrayList<>(), false, new ArrayList<>()));
    for (int i = 0; i < own.length; i++) {
      byIdle.get(idle[i]).add(own[i]);
    }
    return byIdle.get(false).isEmpty()
        ? Collections.max(byIdle.get(true))
        : Collections.min(byIdle.get(false));
  }

  @Test
  void shouldFindIdlePublishersByItselfWhenTheClockIsTheMachines() {
    try (Millrace engine = Millrace.start(MillraceConfig.defaults().withName("ticking"))) {
      engine.execute(String.format(READINGS, "20 milliseconds"));
      subscribe(engine);
      publish(engine.publisher("readings"), 1, 25);
      engine.publisher("readings");
      while (engine.watermarkNs("readings") != 25 * SECOND_NS) {
        Thread.onSpinWait();
      }
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("ticking"));
  }

  @Test
  void shouldNeedNoThreadWhenNoStreamHasATimeout() {
    try (Millrace engine = Millrace.start(MillraceConfig.defaults().withName("timeless"))) {
      engine.execute("CREATE STREAM readings (id BIGINT)");
      assertThat(Thread.getAllStackTraces().keySet())
          .noneMatch(thread -> thread.getName().startsWith("timeless"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "0 SECONDS", "5 YEARS", "-1 SECOND", "999999999999999999 DAYS", ""})
  void shouldRefuseATimeoutThatIsNone(String timeout) {
    try (Millrace engine = Millrace.start()) {
      assertThatThrownBy(() -> engine.execute(String.format(READINGS, timeout)))
          .isInstanceOf(SqlException.class)
          .hasMessage(
              "not an idle timeout: stream=readings, idle.timeout="
                  + timeout
                  + "; write a positive number and MILLISECONDS, SECONDS, MINUTES, HOURS or DAYS");
    }
    assertThat(StreamOptions.NAMES).contains("idle.timeout");
  }
}

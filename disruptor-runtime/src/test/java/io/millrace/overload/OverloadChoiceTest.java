package io.millrace.overload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.OverloadPolicy;
import io.millrace.publish.PublishResult;
import io.millrace.publish.StreamPublisher;
import io.millrace.publish.StreamStatus;
import io.millrace.query.SqlException;
import io.millrace.query.StreamDefinition;
import io.millrace.query.StreamOptionException;
import io.millrace.query.StreamOptions;
import io.millrace.test.TestClock;
import io.millrace.type.Column;
import io.millrace.type.DataType;
import io.millrace.type.Schema;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverloadChoiceTest {
  private static final int BATCH_ROWS = 3;
  private static final int SLOTS = 2;
  private static final String TICKS =
      "CREATE STREAM ticks (price BIGINT, symbol VARCHAR, event_time TIMESTAMP(9),"
          + " WATERMARK FOR event_time AS event_time)";

  private static MillraceConfig config() {
    // Its clock stands still, so rows that find the partitions at work gather.
    return MillraceConfig.defaults()
        .withBatchRows(BATCH_ROWS)
        .withRingSlots(SLOTS)
        .withClock(new TestClock());
  }

  private static int publish(StreamPublisher ticks, long price, String symbol, long time) {
    return ticks.row().setLong(0, price).setString(1, symbol).setLong(2, time).end();
  }

  /** Publishes rows until the ring is full: the first goes out alone, then a batch. */
  private static void fill(StreamPublisher ticks) {
    for (int i = 0; i < 1 + BATCH_ROWS * (SLOTS - 1); i++) {
      assertThat(publish(ticks, -i, "before", i)).isEqualTo(PublishResult.ACCEPTED);
    }
  }

  private static List<Long> behindThoseBefore(Gate gate) {
    return gate.values().stream().filter(price -> price > 0).toList();
  }

  @Test
  void shouldKeepTheNewestOfEachKeyInOrderOfArrivalWhenRowsAreConflated() {
    Gate gate = new Gate(0);
    try (Millrace engine = Millrace.start(config());
        gate) {
      engine.execute(TICKS + " WITH ('overload' = 'conflate', 'overload.key' = 'symbol')");
      engine.subscribe("SELECT price FROM ticks", Delivery.PARTITION, gate);
      engine.drain();
      StreamPublisher ticks = engine.publisher("ticks");
      fill(ticks);
      assertThat(publish(ticks, 1, "MLR", 10)).isEqualTo(PublishResult.ACCEPTED);
      assertThat(publish(ticks, 2, "RCE", 11)).isEqualTo(PublishResult.ACCEPTED);
      assertThat(publish(ticks, 3, "MLR", 12)).isEqualTo(PublishResult.CONFLATED);
      assertThat(engine.streamStatus("ticks"))
          .isEqualTo(new StreamStatus("ticks", OverloadPolicy.CONFLATE, 1, 7, 4, 0, 1, 0));
      assertThat(engine.streamStatus("ticks").waitingRows()).isEqualTo(2);
      gate.open();
      ticks.flush();
      engine.drain();
      assertThat(behindThoseBefore(gate)).containsExactly(2L, 3L);
      assertThat(engine.watermarkNs("ticks")).isEqualTo(12);
    }
  }

  @Test
  void shouldWaitWhenMoreKeysComeThanRowsCanWait() throws InterruptedException {
    Gate gate = new Gate(0);
    try (Millrace engine = Millrace.start(config());
        gate) {
      engine.execute(TICKS + " WITH ('overload' = 'conflate', 'overload.key' = 'symbol')");
      engine.subscribe("SELECT price FROM ticks", Delivery.PARTITION, gate);
      engine.drain();
      StreamPublisher ticks = engine.publisher("ticks");
      fill(ticks);
      for (int i = 1; i <= BATCH_ROWS; i++) {
        assertThat(publish(ticks, i, "key " + i, 10 + i)).isEqualTo(PublishResult.ACCEPTED);
      }
      ticks.handOver();
      int[] result = {Integer.MIN_VALUE};
      Thread publisher = new Thread(() -> result[0] = publish(ticks, 4, "key 4", 14));
      publisher.start();
      while (publisher.getState() == Thread.State.NEW
          || publisher.getState() == Thread.State.RUNNABLE) {
        Thread.onSpinWait();
      }
      assertThat(engine.streamStatus("ticks").acceptedRows()).isEqualTo(4 + BATCH_ROWS);
      gate.open();
      publisher.join();
      assertThat(result[0]).isEqualTo(PublishResult.ACCEPTED);
      ticks.flush();
      engine.drain();
      assertThat(behindThoseBefore(gate)).containsExactly(1L, 2L, 3L, 4L);
    }
  }

  @Test
  void shouldNotMoveTheWatermarkForARowThatIsDroppedWhenOldestGo() {
    Gate gate = new Gate(0);
    try (Millrace engine = Millrace.start(config().withOverload(OverloadPolicy.DROP_OLDEST));
        gate) {
      engine.execute(TICKS);
      var query =
          engine.subscribe(
              "SELECT price, ROW_NUMBER() OVER (ORDER BY event_time) AS n FROM ticks",
              Delivery.PARTITION,
              gate);
      engine.drain();
      StreamPublisher ticks = engine.publisher("ticks");
      fill(ticks);
      publish(ticks, 1, "dropped", 1_000_000);
      LongStream.rangeClosed(2, 1 + BATCH_ROWS - 1).forEach(i -> publish(ticks, i, "kept", 10 + i));
      assertThat(publish(ticks, 4, "kept", 14)).isEqualTo(PublishResult.DROPPED_OLDEST);
      gate.open();
      ticks.flush();
      engine.drain();
      assertThat(behindThoseBefore(gate)).containsExactly(2L, 3L, 4L);
      assertThat(query.lateRows()).isZero();
      assertThat(engine.watermarkNs("ticks")).isEqualTo(14);
    }
  }

  @Test
  void shouldSumOverPublishersWhenSomeAreClosed() {
    try (Millrace engine = Millrace.start(config())) {
      engine.execute(TICKS);
      try (StreamPublisher first = engine.publisher("ticks")) {
        publish(first, 1, "a", 1);
      }
      publish(engine.publisher("ticks"), 2, "b", 2);
      engine.execute("INSERT INTO ticks (price) VALUES (3), (4)");
      assertThat(engine.streamStatus("TICKS"))
          .isEqualTo(new StreamStatus("ticks", OverloadPolicy.BLOCK, 1, 4, 4, 0, 0, 0));
    }
  }

  @Test
  void shouldPreferTheChoiceOfTheStreamToThatOfTheEngine() {
    StreamDefinition quotes =
        new StreamDefinition(
            "quotes", Schema.of(new Column("symbol", DataType.varchar(10))), null, Map.of());
    MillraceConfig config = MillraceConfig.defaults().withOverload(OverloadPolicy.CONFLATE);
    try (Millrace engine = Millrace.start(config)) {
      engine.define(OverloadPolicy.DROP_NEWEST.of(quotes));
      assertThat(engine.streamStatus("quotes").overload()).isEqualTo(OverloadPolicy.DROP_NEWEST);
      engine.drop("quotes");
      engine.define(OverloadPolicy.CONFLATE.of(quotes, "symbol"));
      assertThat(engine.streamStatus("quotes").overload()).isEqualTo(OverloadPolicy.CONFLATE);
      assertThatThrownBy(() -> engine.execute("CREATE STREAM other (symbol VARCHAR)"))
          .isInstanceOf(StreamOptionException.class)
          .hasMessage(
              "rows cannot be conflated without a key: stream=other; add 'overload.key' ="
                  + " 'column, …' to its options");
      engine.execute("CREATE STREAM other (s VARCHAR) WITH ('overload.key' = 's')");
      assertThat(engine.streamStatus("other").overload()).isEqualTo(OverloadPolicy.CONFLATE);
    }
    try (Millrace engine = Millrace.start()) {
      assertThatThrownBy(
              () -> engine.define(quotes.withOption(StreamOptions.OVERLOAD_KEY, "symbol")))
          .hasMessage(
              "key without a use: stream=quotes, overload=block; leave 'overload.key' out, or say"
                  + " 'overload' = 'conflate'");
      assertThat(engine.catalog().streams()).isEmpty();
    }
  }

  @Test
  void shouldKnowTheSameWordsAsSqlWhenAPolicyIsAdded() {
    assertThat(List.of(OverloadPolicy.values()))
        .extracting(OverloadPolicy::word)
        .isEqualTo(StreamOptions.OVERLOAD_WORDS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'overload' = 'drop' | 57 | unknown overload policy: stream=s, overload=drop; use one of block, fail-fast, drop-newest, drop-oldest, conflate
          'overload' = 'conflate' | 57 | rows cannot be conflated without a key: stream=s; add 'overload.key' = 'column, …' to its options
          'overload.key' = 'a', 'overload' = 'block' | 61 | key without a use: stream=s, overload=block; leave 'overload.key' out, or say 'overload' = 'conflate'
          'overload.key' = 'c' | 61 | unknown column in a key: stream=s, column=c, columns=(a BIGINT, b BIGINT); name columns of the stream, each once, with commas between them
          'overload.key' = 'a, A' | 61 | column twice in a key: stream=s, column=A, columns=(a BIGINT, b BIGINT); name columns of the stream, each once, with commas between them
          """,
      quoteCharacter = '`')
  void shouldPointAtTheOptionWhenItsValueIsWrong(String options, int column, String message) {
    try (Millrace engine = Millrace.start()) {
      SqlException error =
          catchThrowableOfType(
              SqlException.class,
              () -> engine.execute("CREATE STREAM s (a BIGINT, b BIGINT) WITH (" + options + ")"));
      assertThat(error).hasMessage(message);
      assertThat(error.position().column()).isEqualTo(column);
    }
  }
}

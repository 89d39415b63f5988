package io.millrace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.OverloadPolicy;
import io.millrace.output.RowSubscriber;
import io.millrace.publish.StreamPublisher;
import io.millrace.test.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pieces of code that the documentation shows. */
class DocumentedPiecesTest {
  private static final long SECOND_NS = 1_000_000_000L;

  @Test
  void shouldCloseTheWindowWhenTheQuietPublisherIsFoundIdle() {
    List<Long> counts = new ArrayList<>();
    RowSubscriber count = row -> counts.add(row.getLong(0));
    // example: stepped clock
    TestClock clock = new TestClock();
    try (Millrace engine = Millrace.start(MillraceConfig.defaults().withClock(clock))) {
      engine.execute(
          "CREATE STREAM ticks (at TIMESTAMP(3),"
              + " WATERMARK FOR at AS at - INTERVAL '0' SECOND)"
              + " WITH ('idle.timeout' = '5 SECONDS')");
      engine.subscribe(
          "SELECT COUNT(*) AS n FROM ticks TUMBLE(at, INTERVAL '1' MINUTE) GROUP BY window_start",
          Delivery.ORDERED,
          count.toSubscriber());
      StreamPublisher quiet = engine.publisher("ticks");
      StreamPublisher busy = engine.publisher("ticks");
      quiet.row().setLong(0, 0).end();
      quiet.flush();
      for (int second = 0; second <= 60; second++) {
        busy.row().setLong(0, second * SECOND_NS).end();
        busy.flush();
        clock.advance(Duration.ofSeconds(1)); // After five of them, nobody waits for the quiet one.
      }
      engine.drain();
      assertThat(counts).containsExactly(61L);
    }
    // end of example
    assertThat(counts).containsExactly(61L, 1L);
  }

  @Test
  void shouldConflateWhenTheStreamSaysSo() {
    try (Millrace engine = Millrace.start()) {
      // example: overload
      engine.execute(
          "CREATE STREAM ticks (symbol VARCHAR, price BIGINT)"
              + " WITH ('overload' = 'conflate', 'overload.key' = 'symbol')");
      // end of example
      assertThat(engine.streamStatus("ticks").overload()).isEqualTo(OverloadPolicy.CONFLATE);
    }
  }
}

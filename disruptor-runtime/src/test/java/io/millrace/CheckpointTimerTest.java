package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.durability.Durability;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When checkpoints are due, whatever the clock does. */
class CheckpointTimerTest {
  private static final long SECOND_NS = 1_000_000_000L;

  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  private CheckpointTimer timer(Durability settings) {
    return new CheckpointTimer(settings, bytes::get, taken::incrementAndGet);
  }

  @Test
  void shouldBeDueEachIntervalAlsoWhenTheClockHasJumpedBack() {
    Durability settings =
        Durability.in(Path.of("unused")).withCheckpointInterval(Duration.ofSeconds(10));
    CheckpointTimer timer = timer(settings);
    assertThat(timer.nextDueNs(100 * SECOND_NS)).isEqualTo(110 * SECOND_NS);
    assertThat(timer.nextDueNs(50 * SECOND_NS)).isEqualTo(110 * SECOND_NS);
    timer.runDue(110 * SECOND_NS);
    assertThat(taken).hasValue(1);
    assertThat(timer.nextDueNs(20 * SECOND_NS)).isEqualTo(120 * SECOND_NS);
    timer.runDue(20 * SECOND_NS);
    assertThat(timer.nextDueNs(20 * SECOND_NS)).isEqualTo(30 * SECOND_NS);
  }

  @Test
  void shouldBeDueWhenTheJournalsHaveGrown() {
    CheckpointTimer timer = timer(Durability.in(Path.of("unused")).withCheckpointBytes(1000));
    assertThat(timer.nextDueNs(0)).isEqualTo(Long.MAX_VALUE);
    bytes.set(999);
    assertThat(timer.nextDueNs(5)).isEqualTo(Long.MAX_VALUE);
    bytes.set(1000);
    assertThat(timer.nextDueNs(6)).isEqualTo(6);
    timer.runDue(6);
    assertThat(taken).hasValue(1);
    assertThat(timer.nextDueNs(7)).isEqualTo(Long.MAX_VALUE);
  }
}

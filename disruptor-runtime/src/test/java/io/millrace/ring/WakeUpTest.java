package io.millrace.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.WaitMode;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WakeUpTest {
  private static final int TURNS = 10_000;

  @ParameterizedTest
  @EnumSource(WaitMode.class)
  @Timeout(30)
  void shouldMissNoChangeWhenTwoThreadsWaitForEachOther(WaitMode mode) throws InterruptedException {
    AtomicInteger turn = new AtomicInteger();
    WakeUp even = new WakeUp(mode);
    WakeUp odd = new WakeUp(mode);
    Thread other = new Thread(() -> take(turn, 1, odd, even));
    other.start();
    take(turn, 0, even, odd);
    other.join();
    assertThat(turn).hasValue(2 * TURNS);
  }

  private static void take(AtomicInteger turn, int first, WakeUp own, WakeUp others) {
    for (int expected = first; expected < 2 * TURNS; expected += 2) {
      while (turn.getAcquire() != expected) {
        own.idle();
      }
      own.reset();
      turn.setRelease(expected + 1);
      others.wake();
    }
  }
}

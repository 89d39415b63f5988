package io.millrace.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WakeUpTest {
  private static final int TURNS = 10_000;

  @Test
  @Timeout(30)
  void shouldMissNoChangeWhenTwoThreadsWaitForEachOther() throws InterruptedException {
    AtomicInteger turn = new AtomicInteger();
    WakeUp even = new WakeUp();
    WakeUp odd = new WakeUp();
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

package io.millrace.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TumblingTest {
  @Test
  void shouldAlignWindowsToTheEpochWhenTimesLieBeforeIt() {
    assertThat(Tumbling.start(0, 10, 0)).isZero();
    assertThat(Tumbling.start(9, 10, 0)).isZero();
    assertThat(Tumbling.start(10, 10, 0)).isEqualTo(10);
    assertThat(Tumbling.start(-1, 10, 0)).isEqualTo(-10);
    assertThat(Tumbling.start(-10, 10, 0)).isEqualTo(-10);
    assertThat(Tumbling.start(-11, 10, 0)).isEqualTo(-20);
  }

  @Test
  void shouldShiftWindowsWhenThereIsAnOffset() {
    assertThat(Tumbling.start(2, 10, 3)).isEqualTo(-7);
    assertThat(Tumbling.start(3, 10, 3)).isEqualTo(3);
  }

  @Test
  void shouldAgreeWithExactArithmeticWhenTimesAreRandom() {
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 100_000; i++) {
      long time = random.nextLong() >> random.nextInt(1, 40);
      long size = random.nextLong(1, 1L << random.nextInt(1, 50));
      long offset = random.nextLong(size);
      BigInteger shifted = BigInteger.valueOf(time).subtract(BigInteger.valueOf(offset));
      BigInteger expected =
          BigInteger.valueOf(time).subtract(shifted.mod(BigInteger.valueOf(size)));
      assertThat(Tumbling.start(time, size, offset))
          .as("time=%d, size=%d, offset=%d", time, size, offset)
          .isEqualTo(expected.longValueExact());
    }
  }

  @Test
  void shouldFailWhenTheWindowReachesOutOfTheRangeOfTimestamps() {
    assertThatThrownBy(() -> Tumbling.start(Long.MAX_VALUE - 5, 10, 0))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageStartingWith("window outside the range of TIMESTAMP: eventTimeNs=");
    assertThatThrownBy(() -> Tumbling.start(Long.MIN_VALUE + 5, 10, 0))
        .isInstanceOf(ArithmeticException.class);
  }
}

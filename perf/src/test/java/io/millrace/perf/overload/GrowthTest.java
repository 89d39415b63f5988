package io.millrace.perf.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class GrowthTest {
  private static List<Sample> threads(long... values) {
    return LongStream.range(1, values.length)
        .mapToObj(i -> new Sample(i, Map.of(Gauge.THREADS, values[(int) i])))
        .toList();
  }

  @Test
  void shouldCompareTheSecondFifthWithTheLast() {
    Growth growth = Growth.of(Gauge.THREADS, threads(0, 1, 2, 30, 30, 40, 50, 60, 70, 33, 33));
    assertThat(growth).isEqualTo(new Growth(Gauge.THREADS, 30, 33));
  }

  @Test
  void shouldHoldUpToTheLimitOnly() {
    assertThat(new Growth(Gauge.THREADS, 30, 35).holds()).isTrue();
    assertThat(new Growth(Gauge.THREADS, 30, 36).holds()).isFalse();
    assertThat(new Growth(Gauge.HEAP, 100 << 20, 118 << 20).holds()).isTrue();
    assertThat(new Growth(Gauge.HEAP, 100 << 20, (118 << 20) + 1).holds()).isFalse();
  }

  @Test
  void shouldSayNothingOfWhatWasNotRead() {
    assertThat(Growth.of(Gauge.HEAP, threads(0, 1, 2, 3, 4, 5))).isNull();
  }
}

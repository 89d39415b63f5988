package io.millrace.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LatencyCountsTest {
  private static StageLatency summary(LatencyCounts... counts) {
    return StageLatency.of("s", "any", 1, LatencyStage.END_TO_END, List.of(counts));
  }

  @Test
  void shouldTellPercentilesWithinOneSixtyFourthWhenComparedWithASortedArray() {
    SplittableRandom random = new SplittableRandom(5);
    LatencyCounts odd = new LatencyCounts();
    LatencyCounts even = new LatencyCounts();
    long[] latencies = new long[10_001];
    for (int i = 0; i < latencies.length; i++) {
      latencies[i] = random.nextLong(1L << random.nextInt(1, 40));
      (i % 2 == 0 ? even : odd).record(latencies[i]);
    }
    Arrays.sort(latencies);
    StageLatency summary = summary(odd, even);
    assertThat(summary.count()).isEqualTo(latencies.length);
    isNear(summary.p50Ns(), latencies[5_000]);
    isNear(summary.p90Ns(), latencies[9_000]);
    isNear(summary.p99Ns(), latencies[9_900]);
    isNear(summary.p999Ns(), latencies[9_990]);
    isNear(summary.maxNs(), latencies[10_000]);
  }

  private static void isNear(long actual, long exact) {
    assertThat(actual).isBetween(exact, exact + exact / 64);
  }

  @Test
  void shouldCountInTheLastClassesWhenOutOfRange() {
    LatencyCounts counts = new LatencyCounts();
    counts.record(-5);
    counts.record(Long.MAX_VALUE);
    assertThat(summary(counts).p50Ns()).isZero();
    assertThat(summary(counts).maxNs()).isEqualTo((1L << 40) - 1);
  }

  @Test
  void shouldBeZeroWhenNothingIsRecorded() {
    assertThat(summary(new LatencyCounts()).p99Ns()).isZero();
  }
}

package io.millrace.perf.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.WaitMode;
import io.millrace.perf.bench.Effort;
import io.millrace.perf.bench.Findings;
import io.millrace.perf.scenario.Scenario;
import org.junit.jupiter.api.Test;

class LatencyMeasureTest {
  @Test
  void shouldSetDueTimesEvenlyApartWhateverTheRate() {
    Schedule schedule = new Schedule(1_000, 3_000_000);
    assertThat(schedule.dueNs(0)).isEqualTo(1_000);
    assertThat(schedule.dueNs(3)).isEqualTo(2_000);
    assertThat(schedule.dueNs(3_000_000)).isEqualTo(1_000_001_000L);
  }

  @Test
  void shouldRecordEveryMessageOfBothSides() {
    LatencyCase latencyCase = new LatencyCase(Scenario.S2, WaitMode.YIELDING, 1_000_000);
    latencyCase.run(2, 100, 500);
    assertThat(latencyCase.raw().getTotalCount()).isEqualTo(1_000);
    assertThat(latencyCase.rows().getTotalCount()).isEqualTo(1_000);
    assertThat(latencyCase.ratios(50)).hasSize(2);
  }

  @Test
  void shouldGiveThreeLinesForEachCase() {
    Findings findings = new LatencyMeasure().run(Effort.SMOKE, line -> {});
    assertThat(findings.ratios()).hasSize(9);
    assertThat(findings.text()).contains("| S2, 100,000 rows/s, BUSY_SPIN | Millrace |");
  }
}

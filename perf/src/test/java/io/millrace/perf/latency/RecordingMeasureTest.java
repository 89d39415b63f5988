package io.millrace.perf.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.perf.bench.Effort;
import io.millrace.perf.bench.Findings;
import org.junit.jupiter.api.Test;

final class RecordingMeasureTest {
  @Test
  void shouldCheckBothSidesAndGiveALineForEachWayToPublish() throws Exception {
    Findings findings = new RecordingMeasure().run(Effort.SMOKE, progress -> {});
    assertThat(findings.ratios()).hasSize(2);
    assertThat(findings.text()).contains("| each row alone |", "| batches of 1024 |");
  }
}

package io.millrace.perf.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.perf.bench.Effort;
import io.millrace.perf.bench.Findings;
import org.junit.jupiter.api.Test;

class ScalingMeasureTest {
  @Test
  void shouldShowEachDimensionAsTableAndPlot() throws Exception {
    Findings findings = new ScalingMeasure().run(Effort.SMOKE, line -> {});
    assertThat(findings.plots())
        .containsOnlyKeys(
            "scaling-partitions", "scaling-keys", "scaling-rows-in-a-batch", "scaling-queries");
    assertThat(findings.text()).contains("| partitions | M rows/s |", "| 8 |");
  }
}

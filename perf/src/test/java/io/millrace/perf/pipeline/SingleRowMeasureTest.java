package io.millrace.perf.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.perf.bench.Effort;
import io.millrace.perf.bench.Findings;
import org.junit.jupiter.api.Test;

class SingleRowMeasureTest {
  @Test
  void shouldCheckBothAnswersAndGiveTwoLines() throws Exception {
    Findings findings = new SingleRowMeasure().run(Effort.SMOKE, line -> {});
    assertThat(findings.ratios()).hasSize(2);
    assertThat(findings.text()).contains("| Millrace, row writer, S2");
  }
}

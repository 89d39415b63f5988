package io.millrace.perf.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.perf.bench.Effort;
import io.millrace.perf.bench.Findings;
import org.junit.jupiter.api.Test;

final class FirstRowMeasureTest {
  @Test
  void shouldGiveALineForEachWarmUp() throws Exception {
    Findings findings = new FirstRowMeasure().run(Effort.SMOKE, progress -> {});
    assertThat(findings.text().lines().filter(line -> line.matches("\\| (none|1 s) .*")))
        .hasSize(2);
  }
}

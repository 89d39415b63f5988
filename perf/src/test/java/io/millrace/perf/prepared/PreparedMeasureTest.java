package io.millrace.perf.prepared;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.perf.bench.Effort;
import org.junit.jupiter.api.Test;

class PreparedMeasureTest {
  @Test
  void shouldShowTextBesidePreparedQueriesWhenItHasRun() throws Exception {
    assertThat(new PreparedMeasure().run(Effort.SMOKE, line -> {}).text())
        .contains(
            "| 2 | text |",
            "| 2 | prepared query |",
            "| equality | 8 | index |",
            "| range | 8 | index |");
  }
}

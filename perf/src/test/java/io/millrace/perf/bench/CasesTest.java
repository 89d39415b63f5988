package io.millrace.perf.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.perf.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

class CasesTest {
  @Test
  void shouldTakeWholeBatches() {
    Cases cases = new Cases(Effort.FULL, 5000, List.of(7));
    assertThat(cases.of(Scenario.S2)).containsExactly(new BenchCase(Scenario.S2, 8192, 7));
  }

  @Test
  void shouldTakeSeveralRowsAKeyAndThreeNumbersOfKeysForTheAggregate() {
    Cases cases = new Cases(Effort.FULL, 0, List.of());
    assertThat(cases.of(Scenario.S2)).extracting(BenchCase::customers).contains(100, 1_000_000);
    assertThat(cases.of(Scenario.S2)).allMatch(c -> c.rows() >= 4L * c.customers());
    assertThat(cases.of(Scenario.S0)).hasSize(1);
  }
}

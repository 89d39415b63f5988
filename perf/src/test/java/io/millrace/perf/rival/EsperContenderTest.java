package io.millrace.perf.rival;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.perf.scenario.Answer;
import io.millrace.perf.scenario.NaiveAnswers;
import io.millrace.perf.scenario.Scenario;
import io.millrace.perf.scenario.Workload;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class EsperContenderTest {
  @ParameterizedTest
  @EnumSource
  void shouldGiveTheNaiveAnswerInEveryPass(Scenario scenario) throws Exception {
    Workload workload = new Workload(scenario, 10_000, 500, 37);
    Answer expected = NaiveAnswers.of(workload);
    try (EsperContender contender = new EsperContender()) {
      contender.prepare(workload);
      for (int pass = 0; pass < 2; pass++) {
        Answer answer = new Answer();
        contender.ready();
        assertThat(contender.run(answer)).isEqualTo(expected.rows());
        assertThat(answer).isEqualTo(expected);
      }
      contender.ready();
      assertThat(contender.run(null)).isEqualTo(expected.rows());
    }
  }
}

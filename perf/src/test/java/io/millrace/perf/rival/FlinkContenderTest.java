package io.millrace.perf.rival;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.perf.scenario.Answer;
import io.millrace.perf.scenario.NaiveAnswers;
import io.millrace.perf.scenario.Scenario;
import io.millrace.perf.scenario.Workload;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FlinkContenderTest {
  @ParameterizedTest
  @EnumSource
  void shouldGiveTheNaiveAnswerInEveryPass(Scenario scenario) throws Exception {
    Workload workload = new Workload(scenario, 10_000, 500, 37);
    Answer expected = NaiveAnswers.of(workload);
    for (int parallelism = 1; parallelism <= 2; parallelism++) {
      try (FlinkContender contender = new FlinkContender(parallelism)) {
        contender.prepare(workload);
        for (int pass = 0; pass < 2; pass++) {
          Answer answer = new Answer();
          assertThat(contender.run(answer)).isEqualTo(expected.rows());
          assertThat(answer).isEqualTo(expected);
        }
        assertThat(contender.run(null)).isEqualTo(expected.rows());
      }
    }
  }
}

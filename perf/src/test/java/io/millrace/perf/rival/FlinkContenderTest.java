package io.millrace.perf.rival;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.perf.scenario.Answer;
import io.millrace.perf.scenario.NaiveAnswers;
import io.millrace.perf.scenario.Scenario;
import io.millrace.perf.scenario.Workload;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FlinkContenderTest {
  @Tag("soak")
  @ParameterizedTest
  @EnumSource
  void shouldGiveTheNaiveAnswerInEveryPass(Scenario scenario) throws Exception {
    check(scenario, 1);
    check(scenario, 2);
  }

  @Test
  void shouldGiveTheNaiveAnswerOfTheRunningAggregateInEveryPass() throws Exception {
    check(Scenario.S2, 2);
  }

  private static void check(Scenario scenario, int parallelism) throws Exception {
    Workload workload = new Workload(scenario, 10_000, 500, 37);
    Answer expected = NaiveAnswers.of(workload);
    try (FlinkContender contender = new FlinkContender(parallelism)) {
      assertThat(contender.refusal(scenario)).isNull();
      contender.prepare(workload);
      Answer answer = new Answer();
      contender.ready();
      assertThat(contender.run(answer)).isEqualTo(expected.rows());
      assertThat(answer).isEqualTo(expected);
      contender.ready();
      assertThat(contender.run(null)).isEqualTo(expected.rows());
    }
  }
}

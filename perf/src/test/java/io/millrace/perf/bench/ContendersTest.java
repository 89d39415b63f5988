package io.millrace.perf.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.perf.scenario.Answer;
import io.millrace.perf.scenario.Contender;
import io.millrace.perf.scenario.Scenario;
import io.millrace.perf.scenario.Workload;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContendersTest {
  @ParameterizedTest
  @CsvSource({"4096, 1", "8192, 100", "16384, 10000", "8192, 1000000"})
  void shouldAllGiveTheSameAnswer(int rows, int customers) throws Exception {
    Workload first = new Workload(Scenario.S0, rows, 1024, customers);
    for (Scenario scenario : Scenario.values()) {
      Workload workload = first.of(scenario);
      Answer expected = null;
      for (Contender contender : Contenders.all(List.of(1, 2), Effort.SMOKE)) {
        if (contender.refusal(scenario) == null) {
          Answer answer = answer(contender, workload);
          expected = expected == null ? answer : expected;
          assertThat(answer).as("%s of %s", scenario, contender.name()).isEqualTo(expected);
        }
      }
    }
  }

  private static Answer answer(Contender contender, Workload workload) throws Exception {
    try (contender) {
      contender.prepare(workload);
      Answer answer = new Answer();
      assertThat(pass(contender, answer)).isEqualTo(answer.rows());
      Answer again = new Answer();
      pass(contender, again);
      assertThat(again).as("second pass of %s", contender.name()).isEqualTo(answer);
      assertThat(pass(contender, null)).isEqualTo(answer.rows());
      return answer;
    }
  }

  private static long pass(Contender contender, Answer answer) throws Exception {
    contender.ready();
    long rows = contender.run(answer);
    contender.rest();
    return rows;
  }
}

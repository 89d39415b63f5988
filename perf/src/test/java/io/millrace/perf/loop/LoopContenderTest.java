package io.millrace.perf.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.perf.engine.EngineContender;
import io.millrace.perf.scenario.Answer;
import io.millrace.perf.scenario.Contender;
import io.millrace.perf.scenario.PartitionedSource;
import io.millrace.perf.scenario.Scenario;
import io.millrace.perf.scenario.Workload;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopContenderTest {
  private static final int ROWS = 1 << 18;
  private static final int CUSTOMERS = 200_000;

  @Test
  void shouldAnswerAsTheEngineWhenTheTableIsLargerThanTheCache() {
    Workload first = new Workload(Scenario.S0, ROWS, 4096, CUSTOMERS);
    for (Scenario scenario : Scenario.values()) {
      Workload workload = first.of(scenario);
      LoopContender loop = new LoopContender();
      loop.prepare(workload);
      EngineContender engine = new EngineContender();
      engine.prepare(workload);
      Answer ofLoop = new Answer();
      loop.run(ofLoop);
      Answer ofEngine = new Answer();
      engine.run(ofEngine);
      assertThat(ofLoop).as("%s", scenario).isEqualTo(ofEngine);
    }
  }

  @Test
  void shouldAnswerTheSameOnSeveralThreads() throws Exception {
    Workload first = new Workload(Scenario.S1, ROWS, 4096, CUSTOMERS);
    for (Scenario scenario : Scenario.values()) {
      Workload workload = first.of(scenario);
      Answer expected = new Answer();
      LoopContender.pass(workload, List.of(workload.batches()), expected);
      for (Contender contender :
          List.of(
              new PartitionedSource("loops", LoopContender::pass, 3),
              new PartitionedSource("engines", EngineContender::pass, 2),
              new TwoPhaseContender(3))) {
        try (contender) {
          if (contender.refusal(scenario) == null) {
            contender.prepare(workload);
            Answer answer = new Answer();
            assertThat(contender.run(answer)).isEqualTo(expected.rows());
            assertThat(answer).as("%s, %s", contender.name(), scenario).isEqualTo(expected);
          }
        }
      }
    }
  }
}

package io.millrace.perf.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.perf.loop.LoopContender;
import io.millrace.perf.scenario.Answer;
import io.millrace.perf.scenario.Contender;
import io.millrace.perf.scenario.Scenario;
import io.millrace.perf.scenario.Workload;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseRunTest {
  private static final BenchCase CASE = new BenchCase(Scenario.S2, BenchCase.BATCH_ROWS, 100);

  /** Answers one row, whatever is asked. */
  private static final class OneRow implements Contender {
    private final String refusal;
    private boolean closed;

    OneRow(String refusal) {
      this.refusal = refusal;
    }

    @Override
    public String name() {
      return "one row";
    }

    @Override
    public String refusal(Scenario scenario) {
      return refusal;
    }

    @Override
    public void prepare(Workload workload) {}

    @Override
    public long run(Answer answer) {
      answer.add(1, 2, 3);
      return 1;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static CaseResult run(Contender... contenders) throws Exception {
    Workload workload =
        new Workload(CASE.scenario(), CASE.rows(), BenchCase.BATCH_ROWS, CASE.customers());
    return new CaseRun(Pace.of(Effort.SMOKE), line -> {}).run(CASE, workload, List.of(contenders));
  }

  @Test
  void shouldFailBeforeTimingWhenAnAnswerIsWrong() {
    OneRow wrong = new OneRow(null);
    assertThatThrownBy(() -> run(new LoopContender(), wrong))
        .isInstanceOf(WrongAnswerException.class)
        .hasMessageStartingWith(
            "wrong answer: case=S2, keys=100, contender=one row, answer=1 rows, fingerprint ")
        .hasMessageContaining(", expected=4096 rows, fingerprint ");
    assertThat(wrong.closed).isTrue();
  }

  @Test
  void shouldPassOverWhoRefuses() throws Exception {
    CaseResult result = run(new LoopContender(), new OneRow("cannot count"));
    assertThat(result.timings().get(0).ran()).isTrue();
    assertThat(result.timings().get(1).refusal()).isEqualTo("cannot count");
    assertThat(result.ratios("one row", "hand-written loop")).isNull();
  }
}

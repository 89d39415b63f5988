package io.millrace.perf.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.perf.scenario.Answer;
import io.millrace.perf.scenario.Contender;
import io.millrace.perf.scenario.NaiveAnswers;
import io.millrace.perf.scenario.Scenario;
import io.millrace.perf.scenario.Workload;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class AnalysisContenderTest {
  private static final int ROWS = 20_000;
  private static final int BATCH_ROWS = 500;
  private static final int CUSTOMERS = 37;

  private static List<Contender> contenders() {
    return List.of(
        new V1Contender(),
        new SharedLockContender(1),
        new SharedLockContender(2),
        new ConcurrentMapContender(1),
        new ConcurrentMapContender(2),
        SharedLockContender.overColumns(1),
        SharedLockContender.overColumns(2),
        ConcurrentMapContender.overColumns(1),
        ConcurrentMapContender.overColumns(2));
  }

  @ParameterizedTest
  @EnumSource
  void shouldGiveTheNaiveAnswerInEveryPass(Scenario scenario) throws Exception {
    Workload workload = new Workload(scenario, ROWS, BATCH_ROWS, CUSTOMERS);
    Answer expected = NaiveAnswers.of(workload);
    for (Contender contender : contenders()) {
      try (contender) {
        if (contender.refusal(scenario) != null) {
          continue;
        }
        contender.prepare(workload);
        for (int pass = 0; pass < 2; pass++) {
          Answer answer = new Answer();
          assertThat(contender.run(answer)).as(contender.name()).isEqualTo(expected.rows());
          assertThat(answer).as(contender.name()).isEqualTo(expected);
        }
        assertThat(contender.run(null)).as(contender.name()).isEqualTo(expected.rows());
      }
    }
  }

  @Test
  void shouldWaitForTheSlowestPartitionWhenWatermarksAdvance() {
    SourceWatermark watermark = new SourceWatermark(2);
    assertThat(watermark.advance(0, 50)).isEqualTo(Long.MIN_VALUE);
    assertThat(watermark.advance(1, 30)).isEqualTo(30);
    assertThat(watermark.advance(1, 70)).isEqualTo(50);
  }
}

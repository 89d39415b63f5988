package io.millrace.perf.steady;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.WaitMode;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SteadyRunTest {
  private static final int ROWS_PER_SECOND = 50_000;

  @ParameterizedTest
  @EnumSource(
      value = WaitMode.class,
      names = {"BLOCKING", "SPIN_THEN_PARK"})
  void shouldAccountForEveryRowOfAShortRun(WaitMode waitMode) throws Exception {
    SteadyRun run = new SteadyRun(20_000, Duration.ofMillis(200), waitMode);
    SteadyResult result = run.run(Duration.ofSeconds(1), progress -> {});
    assertThat(result.differences()).isEmpty();
    assertThat(result.rows()).isPositive();
    assertThat(result.outputRows())
        .containsEntry(SteadyQuery.GROUP, result.allRows())
        .containsEntry(SteadyQuery.WINDOW, result.allRows());
    assertThat(result.text()).contains("steady-publisher", "delivery", "safepoints");
  }

  /** As long as the property {@code steady.seconds} says, else three minutes. */
  @Test
  @Tag("soak")
  void shouldAllocateNothingForMinutes() throws IOException, InterruptedException {
    Duration time = Duration.ofSeconds(Long.getLong("steady.seconds", 180));
    SteadyRun run = new SteadyRun(ROWS_PER_SECOND, Duration.ofSeconds(20), WaitMode.SPIN_THEN_PARK);
    SteadyResult result = run.run(time, progress -> {});
    assertThat(result.differences()).isEmpty();
    assertThat(result.mostBytesPerRow()).as(result.text()).isLessThan(SteadyRun.TOLERATED_BYTES);
  }

  @Test
  void shouldNoticeARowThatIsMissingAndOneThatIsWrong() {
    TradeSeries trades = new TradeSeries(1_000_000);
    OutputSum expected = SteadyQuery.GROUP.expected(trades, 100);
    assertThat(SteadyQuery.GROUP.expected(trades, 99).differenceFrom(expected))
        .isEqualTo("rows: expected=100, found=99");
    OutputSum wrong = SteadyQuery.GROUP.expected(trades, 99);
    wrong.add(trades.symbol(99), OutputSum.begin(1));
    assertThat(wrong.differenceFrom(expected)).startsWith("sum over all rows: ");
  }
}

package io.millrace.perf.overload;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.perf.steady.TradeSeries;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OverloadRunTest {
  private static final OverloadPlan SHORT =
      new OverloadPlan(
          Duration.ofSeconds(2),
          Duration.ofMillis(600),
          Duration.ofMillis(400),
          1,
          Duration.ofMillis(400));

  @TempDir private Path directory;

  /** What has grown is not asked here: so short a run may have a sample or two, or a hundred. */
  @Test
  void shouldFindEveryRowInEveryAnswerOfAShortRun() throws Exception {
    OverloadResult result = new OverloadRun(SHORT, directory, progress -> {}).run();
    assertThat(result.differences()).isEmpty();
    assertThat(result.offered())
        .hasSize(OfferedStream.values().length)
        .allSatisfy((stream, rows) -> assertThat(rows.accepted()).isPositive());
    assertThat(result.checkpoints().failed()).isZero();
    assertThat(result.samples())
        .isNotEmpty()
        .allSatisfy(sample -> assertThat(sample.values()).containsKey(Gauge.DISK));
    assertThat(OverloadText.verdict(result)).contains("DROPS NUMBER", "offered");
    assertThat(OverloadText.csv(result.samples()))
        .startsWith("seconds,heap,state,")
        .hasLineCount(result.samples().size() + 1);
    assertThat(OverloadText.svg(result.samples())).startsWith("<svg");
    assertThat(OverloadText.json(result)).contains("{\"stream\":\"waits\",", "\"differences\":0");
  }

  @Test
  void shouldFindEveryRowWithoutADirectory() throws Exception {
    OverloadResult result = new OverloadRun(SHORT, null, progress -> {}).run();
    assertThat(result.differences()).isEmpty();
    assertThat(result.samples())
        .allSatisfy(sample -> assertThat(sample.values()).doesNotContainKey(Gauge.DISK));
  }

  /** As long as the property {@code overload.seconds} says, else two minutes. */
  @Test
  @Tag("soak")
  void shouldNotGrowForMinutes() throws Exception {
    Duration time = Duration.ofSeconds(Long.getLong("overload.seconds", 120));
    OverloadResult result = new OverloadRun(OverloadPlan.of(time), directory, line -> {}).run();
    assertThat(result.holds()).as(OverloadText.verdict(result)).isTrue();
  }

  @Test
  void shouldNoticeARowThatIsMissingAndOneThatIsDoubled() {
    Tally expected = new Tally();
    expected.add(7, 2, 30);
    assertThat(new StandingAnswer(StandingQuery.GROUP).differenceFrom(expected))
        .startsWith("symbol 7: rows=0, expectedRows=2, volume=0, expectedVolume=30;")
        .contains("rows=0, lateRows=0, expectedRows=2");
    Tally less = new Tally();
    assertThat(new StandingAnswer(StandingQuery.GROUP).differenceFrom(less)).isEmpty();
    assertThat(TradeSeries.SYMBOLS).isGreaterThan(7);
  }
}

package io.millrace.perf.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.perf.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetsTest {
  private static Timing timing(String contender, double... ns) {
    return new Timing(contender, ns, null);
  }

  private static List<RatioLine> lines(Scenario scenario, int customers, Timing... timings) {
    BenchCase benchCase = new BenchCase(scenario, 4096, customers);
    return Targets.lines(List.of(new CaseResult(benchCase, "x", List.of(timings))));
  }

  @Test
  void shouldCompareWithTheMedianWhenOneSideMadeFewerRounds() {
    RatioLine line =
        lines(Scenario.S1, 10, timing("engine", 80, 10, 20), timing("V1 of the analysis", 500, 400))
            .get(0);
    assertThat(line.measure()).isEqualTo("S1, keys=10: engine / V1 of the analysis");
    assertThat(line.least()).isEqualTo(20);
    assertThat(line.greatest()).isEqualTo(25);
    assertThat(line.ratio()).isEqualTo(22.5);
    assertThat(line.met()).isFalse();
  }

  @Test
  void shouldCompareRoundByRoundWhenBothMadeAsMany() {
    RatioLine line =
        lines(
                Scenario.S1,
                10,
                timing("hand-written loop", 10, 40, 30),
                timing("engine", 10, 20, 10))
            .get(0);
    assertThat(line.ratio()).isEqualTo(2);
    assertThat(line.least()).isEqualTo(1);
    assertThat(line.greatest()).isEqualTo(3);
    assertThat(line.met()).isTrue();
  }

  @Test
  void shouldTakeTheFastestConfigurationAgainstDuckDb() {
    RatioLine line =
        lines(
                Scenario.S3A,
                10,
                timing("exchange, partitions=1", 30),
                timing("end to end, partitions=2", 20),
                timing("DuckDB, threads=2", 60))
            .get(0);
    assertThat(line.measure())
        .isEqualTo("S3A, keys=10: best end to end (end to end, partitions=2) / DuckDB, threads=2");
    assertThat(line.ratio()).isEqualTo(3);
  }

  @Test
  void shouldAskTwoPartitionsForMoreWhenThereAreManyKeys() {
    Timing one = timing("end to end, partitions=1", 30);
    Timing two = timing("end to end, partitions=2", 20);
    assertThat(lines(Scenario.S2, 100, one, two).get(0).target()).isEqualTo(0.9);
    assertThat(lines(Scenario.S2, 10_000, one, two).get(0).target()).isEqualTo(1.1);
    assertThat(lines(Scenario.S2, 1_000_000, one, two).get(0).target()).isEqualTo(1.6);
    assertThat(lines(Scenario.S0, 100, one, two).get(0).hasTarget()).isFalse();
  }
}

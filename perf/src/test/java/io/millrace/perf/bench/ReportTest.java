package io.millrace.perf.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.perf.bench.RatioLine.Bound;
import io.millrace.perf.scenario.Scenario;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final BenchCase FILTER = new BenchCase(Scenario.S0, 1_000_000, 100);

  private static Report report() {
    Timing loop = new Timing("hand-written loop", new double[] {1e6, 2e6, 3e6}, null);
    Timing engine = new Timing("engine", new double[] {2e6, 2e6, 4e6}, null);
    Timing rival = new Timing("rival", new double[0], "has no filter");
    CaseResult result = new CaseResult(FILTER, "x", List.of(loop, engine, rival));
    RatioLine latency = new RatioLine("p50", 2.5, 2, 3, Bound.AT_MOST, 2);
    Findings findings = new Findings(List.of(latency), "Some text.");
    return new Report(
        new Setting(Map.of("date", "2026-01-01")),
        List.of(result),
        List.of(new NamedFindings("latency", findings)));
  }

  @Test
  void shouldShowSpeedsRatiosAndTargets() {
    assertThat(ReportText.of(report()))
        .isEqualTo(
            """
            # Comparison

            - date: 2026-01-01

            ## Million rows a second

            Median of the rounds, and in brackets how many times the first column.

            | case | rows      | hand-written loop | engine     | rival |
            |------|-----------|-------------------|------------|-------|
            | S0   | 1,000,000 | 500               | 500 (0.75) | -     |

            ## latency

            Some text.

            ## Ratios and targets

            0 of 2 targets are met. Median of the rounds, least and greatest of them.

            | measure                        | ratio | least | greatest | target | met     |
            |--------------------------------|-------|-------|----------|--------|---------|
            | S0: engine / hand-written loop | 0.75  | 0.5   | 1        | >= 0.9 | NOT MET |
            | p50                            | 2.5   | 2     | 3        | <= 2   | NOT MET |

            Not run:

            - S0: rival: has no filter
            """);
  }

  @Test
  void shouldPrintALineOfJsonForATarget() {
    assertThat(report().ratios().stream().map(ReportJson::line))
        .containsExactly(
            "{\"measure\": \"S0: engine / hand-written loop\", \"ratio\": 0.7500, \"target\": 0.9000,"
                + " \"met\": false}",
            "{\"measure\": \"p50\", \"ratio\": 2.500, \"target\": 2.000, \"met\": false}");
  }

  @Test
  void shouldKeepAllRoundsAsJson() {
    assertThat(ReportJson.of(report()))
        .contains(
            "\"date\": \"2026-01-01\"",
            "\"contender\": \"engine\", \"nsOfRounds\": [2000000, 2000000, 4000000]}",
            "\"contender\": \"rival\", \"refusal\": \"has no filter\"}");
  }

  @Test
  void shouldMeetATargetOnItsGoodSideOnly() {
    assertThat(new RatioLine("a", 1, 1, 1, Bound.AT_LEAST, 1).met()).isTrue();
    assertThat(new RatioLine("a", 0.99, 1, 1, Bound.AT_LEAST, 1).met()).isFalse();
    assertThat(new RatioLine("a", 1.01, 1, 1, Bound.AT_MOST, 1).met()).isFalse();
    assertThat(new RatioLine("a", 0, 0, 0, Bound.AT_LEAST, Double.NaN).met()).isTrue();
  }
}

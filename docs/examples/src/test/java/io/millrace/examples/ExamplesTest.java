package io.millrace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.Millrace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the examples print. */
class ExamplesTest {
  private final List<String> out = new ArrayList<>();

  @Test
  void shouldShowBarsWhenMinutesAreOver() {
    MarketBars.run(out::add);
    // 100 * 10.00 + 300 * 10.50 + 100 * 10.20 over 500; 200 * 11.00 + 100 * 10.80 over 300.
    assertThat(out)
        .containsExactly(
            "2024-05-02T09:30 ACME vwap 10.3400", "2024-05-02T09:31 ACME vwap 10.9333");
  }

  @Test
  void shouldAlertWhenOrdersOutnumberTrades() {
    OrderToTradeRatio.run(out::add);
    assertThat(out).containsExactly("ALERT    eve 5:0", "still    eve 6:0", "all clear eve 6:0");
  }

  @Test
  void shouldKeepAccountsWithinLimits() {
    RiskLimits.run(out::add);
    assertThat(out)
        .containsExactly(
            "alpha may buy for 200,000: true",
            "alpha may buy for 300,000: false",
            "gamma may buy for 300,000: true",
            "near the limit: alpha 750000.00");
  }

  @Test
  void shouldFindTheSlowSecond() {
    try (Millrace engine = Millrace.start()) {
      LatencyMonitor.run(engine, out::add);
    }
    // Of the 1,000 calls from 2,000 on, each seventh is slow: 72 of the even ones, 71 of the
    // others.
    assertThat(out)
        .containsExactlyInAnyOrder(
            "12:00:03 pricing: 72 of 500 slow, worst 4996 us",
            "12:00:03 routing: 71 of 500 slow, worst 4989 us");
  }

  @Test
  void shouldCoolWhatIsTooWarm() {
    EventBus.run(out::add);
    assertThat(out).containsExactly("cooling oven at 180.0", "cooling server room at 31.25");
  }

  @Test
  void shouldSumLikeTheMap() throws InterruptedException {
    assertThat(InsteadOfMerge.withQuery()).isEqualTo(InsteadOfMerge.withMap()).hasSize(5);
    InsteadOfMerge.run(out::add);
    assertThat(out.get(0).replace("map:   ", "query: ")).isEqualTo(out.get(1));
  }

  @Test
  void shouldTellTheUsersWhoseAlertFires() {
    StandingAlerts.run(out::add);
    assertThat(out)
        .containsExactlyInAnyOrder(
            "mine: Quote[symbol=S7, price=99.50]", "user 9999: S9999 100.00", "user 7: S7 101.25");
  }
}

package io.millrace.examples;

import io.millrace.Millrace;
import io.millrace.publish.RecordPublisher;
import io.millrace.record.Decimal;
import io.millrace.record.EventTime;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.function.Consumer;

/** Minute bars with the volume-weighted mean price (VWAP), of trades that come a little late. */
public final class MarketBars {
  /** A trade; its event time may lie a second behind that of the trade before. */
  public record Trade(
      String symbol,
      @Decimal(precision = 12, scale = 2) BigDecimal price,
      long size,
      @EventTime(delayMs = 1_000) Instant at) {}

  /** What happened in a minute; {@code turnover} is the sum of price times size. */
  public record Bar(
      LocalDateTime windowStart,
      String symbol,
      BigDecimal low,
      BigDecimal high,
      long volume,
      BigDecimal turnover,
      long trades) {
    BigDecimal vwap() {
      return turnover.divide(BigDecimal.valueOf(volume), 4, RoundingMode.HALF_UP);
    }
  }

  private MarketBars() {}

  /** Prints the bars. */
  public static void main(String[] arguments) {
    run(System.out::println);
  }

  static void run(Consumer<String> out) {
    // example: bars
    try (Millrace engine = Millrace.start()) {
      RecordPublisher<Trade> trades = engine.stream("trades", Trade.class);
      engine.subscribe(
          "SELECT window_start, symbol, MIN(price) AS low, MAX(price) AS high,"
              + " SUM(size) AS volume, SUM(price * size) AS turnover, COUNT(*) AS trades"
              + " FROM trades TUMBLE(at, INTERVAL '1' MINUTE) GROUP BY window_start, symbol",
          Bar.class,
          bar -> out.accept(bar.windowStart() + " " + bar.symbol() + " vwap " + bar.vwap()));
      publish(trades);
    }
    // end of example
  }

  private static void publish(RecordPublisher<Trade> trades) {
    Instant open = Instant.parse("2024-05-02T09:30:00Z");
    trades.publish(new Trade("ACME", new BigDecimal("10.00"), 100, open));
    trades.publish(new Trade("ACME", new BigDecimal("10.50"), 300, open.plusSeconds(59)));
    trades.publish(new Trade("ACME", new BigDecimal("11.00"), 200, open.plusSeconds(60)));
    // Half a second late: the bar of 09:30 is still open.
    trades.publish(new Trade("ACME", new BigDecimal("10.20"), 100, open.plusMillis(59_500)));
    trades.publish(new Trade("ACME", new BigDecimal("10.80"), 100, open.plusSeconds(90)));
  }
}

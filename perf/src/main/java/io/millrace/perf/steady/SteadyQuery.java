package io.millrace.perf.steady;

import java.util.Arrays;

/** The queries of the run: stateless, in groups, and in windows. */
enum SteadyQuery {
  /** Some of the trades. */
  FILTER("SELECT symbol, price, quantity FROM trades WHERE price > " + SteadyQuery.DEAR, 3),
  /** The changing result for each symbol. */
  GROUP(
      "SELECT symbol, COUNT(*) AS n, SUM(quantity) AS volume FROM trades GROUP BY symbol EMIT"
          + " CHANGES",
      3),
  /** The changing result for each symbol and second. */
  WINDOW(
      "SELECT symbol, window_start, COUNT(*) AS n, SUM(quantity) AS volume FROM trades"
          + " TUMBLE(event_time, INTERVAL '1' SECOND) GROUP BY window_start, symbol EMIT CHANGES",
      4);

  private static final long DEAR = 7_500;
  private static final long SECOND_NS = 1_000_000_000;

  private final String sql;
  private final int columns;

  SteadyQuery(String sql, int columns) {
    this.sql = sql;
    this.columns = columns;
  }

  String sql() {
    return sql;
  }

  /** Of its output, the symbol first and all others longs. */
  int columns() {
    return columns;
  }

  /** Its output for the first trades, computed in plain Java. */
  OutputSum expected(TradeSeries trades, long rows) {
    OutputSum expected = new OutputSum(columns);
    long[] counts = new long[TradeSeries.SYMBOLS];
    long[] volumes = new long[TradeSeries.SYMBOLS];
    long windowStart = 0;
    for (long trade = 0; trade < rows; trade++) {
      long second = trades.eventTimeNs(trade) / SECOND_NS * SECOND_NS;
      if (this == WINDOW && second != windowStart) {
        windowStart = second;
        Arrays.fill(counts, 0);
        Arrays.fill(volumes, 0);
      }
      int symbol = trades.symbol(trade);
      long quantity = trades.quantity(trade);
      long digest = OutputSum.begin(symbol);
      if (this == FILTER) {
        long price = trades.price(trade);
        if (price > DEAR) {
          expected.add(symbol, OutputSum.mix(OutputSum.mix(digest, price), quantity));
        }
        continue;
      }
      counts[symbol]++;
      volumes[symbol] += quantity;
      digest = this == WINDOW ? OutputSum.mix(digest, windowStart) : digest;
      digest = OutputSum.mix(OutputSum.mix(digest, counts[symbol]), volumes[symbol]);
      expected.add(symbol, digest);
    }
    return expected;
  }
}

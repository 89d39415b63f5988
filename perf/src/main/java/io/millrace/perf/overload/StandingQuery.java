package io.millrace.perf.overload;

/** The queries that stand for the whole run, on each stream. Each shows symbol, number, volume. */
enum StandingQuery {
  /** No state: some of the trades, each counting as one. */
  FILTER("SELECT symbol, 1 AS n, quantity FROM %s WHERE price > " + StandingQuery.DEAR),
  /** The changing result for each symbol. */
  GROUP(
      "SELECT symbol, COUNT(*) AS n, SUM(quantity) AS volume FROM %s GROUP BY symbol EMIT"
          + " CHANGES"),
  /** The final result for each symbol and second. */
  WINDOW(
      "SELECT symbol, COUNT(*) AS n, SUM(quantity) AS volume FROM %s TUMBLE(event_time, INTERVAL"
          + " '1' SECOND) GROUP BY window_start, symbol EMIT FINAL"),
  /** Each row with its number within its symbol; rows wait for the watermark. */
  NUMBER(
      "SELECT symbol, ROW_NUMBER() OVER (PARTITION BY symbol ORDER BY event_time) AS n, quantity"
          + " FROM %s");

  private static final long DEAR = 7_500;

  private final String sql;

  StandingQuery(String sql) {
    this.sql = sql;
  }

  String sql(OfferedStream stream) {
    return String.format(sql, stream.sqlName());
  }

  /** Whether it counts a trade of this price. */
  boolean counts(long price) {
    return this != FILTER || price > DEAR;
  }
}

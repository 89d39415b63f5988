package io.millrace.simulation;

/** What the queries of a simulation compute. */
enum QueryKind {
  /** Each row. */
  ROWS("SELECT id, v FROM orders"),
  /** Groups, a row out for each row in. */
  TOTALS("SELECT k, COUNT(*) AS n, SUM(v) AS total FROM orders GROUP BY k EMIT CHANGES"),
  /** Groups of windows, once. */
  WINDOWS(
      "SELECT window_start, k, COUNT(*) AS n, SUM(v) AS total, SUM(source) AS n1 FROM orders"
          + " TUMBLE(event_time, INTERVAL '2' SECOND) GROUP BY window_start, k EMIT FINAL"),
  /** Rows in order of event time. */
  NUMBERS("SELECT id, k, ROW_NUMBER() OVER (PARTITION BY k ORDER BY event_time) AS rn FROM orders");

  private final String sql;

  QueryKind(String sql) {
    this.sql = sql;
  }

  String sql() {
    return sql;
  }
}

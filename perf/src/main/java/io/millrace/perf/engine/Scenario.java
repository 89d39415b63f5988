package io.millrace.perf.engine;

/** The five scenario queries, word for word. */
public enum Scenario {
  /** Pure SELECT. */
  S0(
      """
      SELECT order_id, customer_id, total_amount
      FROM orders
      WHERE total_amount > 100
      """),
  /** Row number in event-time order. */
  S1(
      """
      SELECT order_id, customer_id,
             ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY event_time) as rn
      FROM orders
      """),
  /** Running count and sum. */
  S2(
      """
      SELECT customer_id, COUNT(*) as order_count, SUM(amount) as total
      FROM orders
      GROUP BY customer_id
      """),
  /** Tumbling window, put out when it closes. */
  S3A(
      """
      SELECT window_start, customer_id, COUNT(*) as count
      FROM orders
      TUMBLE(event_time, INTERVAL '1' HOUR)
      GROUP BY window_start, customer_id
      """),
  /** Tumbling window, put out on every change. */
  S3B(
      """
      SELECT window_start, customer_id, COUNT(*) as count
      FROM orders
      TUMBLE(event_time, INTERVAL '1' HOUR)
      GROUP BY window_start, customer_id
      EMIT ON CHANGE
      """);

  private final String sql;

  Scenario(String sql) {
    this.sql = sql;
  }

  /** The query. */
  public String sql() {
    return sql;
  }
}

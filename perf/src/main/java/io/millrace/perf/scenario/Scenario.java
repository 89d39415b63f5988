package io.millrace.perf.scenario;

/**
 * The five scenario queries, word for word, and the unwindowed aggregate with one answer at the
 * end, which is what a batch engine computes.
 *
 * <p>Each answer row is three longs, in the order of the select list; {@link Answer} adds them up.
 */
public enum Scenario {
  /** Pure SELECT: order, customer, total in cents. */
  S0(
      """
      SELECT order_id, customer_id, total_amount
      FROM orders
      WHERE total_amount > 100
      """),
  /** Row number in event-time order: order, customer, number. */
  S1(
      """
      SELECT order_id, customer_id,
             ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY event_time) as rn
      FROM orders
      """),
  /** Running count and sum, one answer row for each input row: customer, count, sum in cents. */
  S2(
      """
      SELECT customer_id, COUNT(*) as order_count, SUM(amount) as total
      FROM orders
      GROUP BY customer_id
      """),
  /** The same count and sum, one answer row for each customer at the end of input. */
  S2_FINAL(
      """
      SELECT customer_id, COUNT(*) as order_count, SUM(amount) as total
      FROM orders
      GROUP BY customer_id
      EMIT FINAL
      """),
  /** Tumbling window, put out when it closes: window start in ns, customer, count. */
  S3A(
      """
      SELECT window_start, customer_id, COUNT(*) as count
      FROM orders
      TUMBLE(event_time, INTERVAL '1' HOUR)
      GROUP BY window_start, customer_id
      """),
  /** Tumbling window, put out on every change: window start in ns, customer, count. */
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

package io.millrace.cli.demo;

import java.util.function.Function;

/** The scenario queries, word for word, and what their answers are checked with. */
enum Scenario {
  /** A filter and three columns. */
  S0(
      "pure SELECT, stateless",
      """
      SELECT order_id, customer_id, total_amount
      FROM orders
      WHERE total_amount > 100
      """,
      FilterCheck::new),
  /** A number for each row of a customer. */
  S1(
      "ROWS window",
      """
      SELECT order_id, customer_id,
             ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY event_time) as rn
      FROM orders
      """,
      RowNumberCheck::new),
  /** Running count and sum by customer. */
  S2(
      "GROUP BY, stateful",
      """
      SELECT customer_id, COUNT(*) as order_count, SUM(amount) as total
      FROM orders
      GROUP BY customer_id
      """,
      RunningSumCheck::new),
  /** A count by hour and customer, when the hour is over. */
  S3A(
      "tumbling window, emitted when it closes",
      """
      SELECT window_start, customer_id, COUNT(*) as count
      FROM orders
      TUMBLE(event_time, INTERVAL '1' HOUR)
      GROUP BY window_start, customer_id
      """,
      orders -> new WindowCountCheck(orders, false)),
  /** The same count, at every change. */
  S3B(
      "the same window, emitted on every change",
      """
      SELECT window_start, customer_id, COUNT(*) as count
      FROM orders
      TUMBLE(event_time, INTERVAL '1' HOUR)
      GROUP BY window_start, customer_id
      EMIT ON CHANGE
      """,
      orders -> new WindowCountCheck(orders, true));

  private final String title;
  private final String sql;
  private final Function<OrderArrays, AnswerCheck> check;

  Scenario(String title, String sql, Function<OrderArrays, AnswerCheck> check) {
    this.title = title;
    this.sql = sql;
    this.check = check;
  }

  /** As it is written on the command line, such as {@code S3a}. */
  @Override
  public String toString() {
    return name().replace('A', 'a').replace('B', 'b');
  }

  /** What it shows, in a few words. */
  String title() {
    return title;
  }

  /** The query. */
  String sql() {
    return sql;
  }

  /** A new check of one answer. */
  AnswerCheck newCheck(OrderArrays orders) {
    return check.apply(orders);
  }
}

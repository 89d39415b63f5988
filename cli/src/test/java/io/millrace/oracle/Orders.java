package io.millrace.oracle;

import java.util.List;

/** TPC-H orders as a stream, and what is asked of them. */
final class Orders {
  /** The five scenario queries, word for word. */
  static final List<String> SCENARIOS =
      List.of(
          """
          SELECT order_id, customer_id, total_amount
          FROM orders
          WHERE total_amount > 100
          """,
          """
          SELECT order_id, customer_id,
                 ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY event_time) as rn
          FROM orders
          """,
          """
          SELECT customer_id, COUNT(*) as order_count, SUM(amount) as total
          FROM orders
          GROUP BY customer_id
          """,
          """
          SELECT window_start, customer_id, COUNT(*) as count
          FROM orders
          TUMBLE(event_time, INTERVAL '1' HOUR)
          GROUP BY window_start, customer_id
          """,
          """
          SELECT window_start, customer_id, COUNT(*) as count
          FROM orders
          TUMBLE(event_time, INTERVAL '1' HOUR)
          GROUP BY window_start, customer_id
          EMIT ON CHANGE
          """);

  private Orders() {}

  /** A stream {@code orders} as the scenarios have it, whose rows come at most so late. */
  static String declaration(double scaleFactor, int delaySeconds) {
    return "CREATE STREAM orders (order_id BIGINT NOT NULL, customer_id BIGINT NOT NULL,"
        + " total_amount DECIMAL(12, 2) NOT NULL, amount DECIMAL(12, 2) NOT NULL,"
        + " event_time TIMESTAMP(3) NOT NULL, WATERMARK FOR event_time AS event_time - INTERVAL '"
        + delaySeconds
        + "' SECOND) WITH ('connector' = 'tpch', 'scale-factor' = '"
        + scaleFactor
        + "')";
  }

  /** All rows, in order of event time, without delay. */
  static OracleInput read(double scaleFactor) {
    return OracleInput.read("orders", declaration(scaleFactor, 0));
  }
}

CREATE STREAM orders (
  order_id BIGINT NOT NULL,
  customer_id BIGINT NOT NULL,
  total_amount DECIMAL(12, 2) NOT NULL,
  amount DECIMAL(12, 2),
  event_time TIMESTAMP(3) NOT NULL,
  country VARCHAR,
  WATERMARK FOR event_time AS event_time - INTERVAL '5' SECOND
);

SELECT customer_id, COUNT(*) as order_count, SUM(amount) as total
FROM orders
GROUP BY customer_id;

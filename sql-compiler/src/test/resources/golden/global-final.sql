CREATE STREAM orders (
  order_id BIGINT NOT NULL,
  customer_id BIGINT NOT NULL,
  total_amount DECIMAL(12, 2) NOT NULL,
  amount DECIMAL(12, 2),
  event_time TIMESTAMP(3) NOT NULL,
  country VARCHAR,
  WATERMARK FOR event_time AS event_time - INTERVAL '5' SECOND
);

SELECT COUNT(*) AS orders, SUM(amount) AS total, MAX(country) AS last
FROM orders
EMIT FINAL;

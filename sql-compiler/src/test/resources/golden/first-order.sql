CREATE STREAM orders (
  order_id BIGINT NOT NULL,
  customer_id BIGINT NOT NULL,
  total_amount DECIMAL(12, 2) NOT NULL,
  amount DECIMAL(12, 2),
  event_time TIMESTAMP(3) NOT NULL,
  country VARCHAR,
  WATERMARK FOR event_time AS event_time - INTERVAL '5' SECOND
);

SELECT * FROM (
  SELECT order_id, country, ROW_NUMBER() OVER (PARTITION BY country ORDER BY event_time) AS rn
  FROM orders
  WHERE total_amount > 10)
WHERE rn = 1;

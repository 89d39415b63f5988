CREATE STREAM orders (
  order_id BIGINT NOT NULL,
  customer_id BIGINT NOT NULL,
  total_amount DECIMAL(12, 2) NOT NULL,
  amount DECIMAL(12, 2),
  event_time TIMESTAMP(3) NOT NULL,
  country VARCHAR,
  WATERMARK FOR event_time AS event_time - INTERVAL '5' SECOND
);

SELECT order_id, CASE WHEN amount IS NULL THEN 'none' WHEN amount > 100 THEN 'large' ELSE country END AS class,
       total_amount * 2 - amount AS rest, total_amount / amount AS ratio
FROM orders
WHERE country LIKE 'D%' OR country IN ('FR', 'IT');

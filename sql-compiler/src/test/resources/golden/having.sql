CREATE STREAM orders (
  order_id BIGINT NOT NULL,
  customer_id BIGINT NOT NULL,
  total_amount DECIMAL(12, 2) NOT NULL,
  amount DECIMAL(12, 2),
  event_time TIMESTAMP(3) NOT NULL,
  country VARCHAR,
  WATERMARK FOR event_time AS event_time - INTERVAL '5' SECOND
);

SELECT country, AVG(amount) AS mean, MIN(total_amount) AS least
FROM orders
GROUP BY country
HAVING COUNT(*) FILTER (WHERE amount > 10) > 2;

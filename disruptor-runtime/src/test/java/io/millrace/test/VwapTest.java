package io.millrace.test;

import org.junit.jupiter.api.Test;

@MillraceTest(partitions = 3, batchRows = 2)
class VwapTest {
  @Test
  void shouldSumByCustomer(MillraceHarness millrace) {
    millrace.execute("CREATE STREAM orders (customer VARCHAR, amount BIGINT)");
    millrace.query("SELECT customer, SUM(amount) AS total FROM orders GROUP BY customer");
    millrace
        .feed("orders", "ada, 10", "bob, 5", "ada, 7")
        .expect("+I ada, 10", "+I bob, 5", "+U ada, 17");
  }
}

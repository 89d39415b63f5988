package io.millrace.examples;

import io.millrace.test.MillraceHarness;
import io.millrace.test.MillraceTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

// example: test of a query
@MillraceTest(partitions = 2, batchRows = 3)
class BarsTest {
  @Test
  void shouldPutOutABarWhenItsMinuteIsOver(MillraceHarness millrace) {
    millrace.execute(
        "CREATE STREAM trades (symbol VARCHAR, size BIGINT, at TIMESTAMP(3),"
            + " WATERMARK FOR at AS at - INTERVAL '1' SECOND)");
    millrace.query(
        "SELECT window_start, symbol, SUM(size) AS volume"
            + " FROM trades TUMBLE(at, INTERVAL '1' MINUTE) GROUP BY window_start, symbol");
    millrace
        .feed("trades", "ACME, 100, 2024-05-02T09:30:00", "ACME, 50, 2024-05-02T09:30:59")
        .expectNothing()
        .feed("trades", "ACME, 70, 2024-05-02T09:31:01")
        .expect("+I 2024-05-02T09:30:00, ACME, 150")
        .feed("trades", "ACME, 1, 2024-05-02T09:30:10")
        .expectLate("ACME, 1, 2024-05-02T09:30:10")
        .advance(Duration.ofMinutes(5))
        .expectNothing()
        .endInput("trades")
        .expect("+I 2024-05-02T09:31:00, ACME, 70");
  }
}
// end of example

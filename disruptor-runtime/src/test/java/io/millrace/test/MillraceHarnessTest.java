package io.millrace.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.MillraceConfig;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MillraceHarnessTest {
  private static final String READINGS =
      "CREATE STREAM readings (sensor VARCHAR, level DECIMAL(8, 2), event_time TIMESTAMP(3),"
          + " WATERMARK FOR event_time AS event_time - INTERVAL '2' SECOND)";

  private static MillraceHarness start() {
    return MillraceHarness.start(MillraceConfig.defaults());
  }

  @ParameterizedTest
  @CsvSource({"1, 1024", "1, 1", "3, 1", "3, 1024", "7, 2"})
  void shouldSeeTheSameWhateverPartitionsAndBatchesAre(int partitions, int batchRows) {
    try (MillraceHarness millrace =
        MillraceHarness.start(
            MillraceConfig.defaults().withPartitions(partitions).withBatchRows(batchRows))) {
      millrace.execute(READINGS + " WITH ('idle.timeout' = '1 MINUTE')");
      HarnessQuery sums =
          millrace.query(
              "SELECT sensor, window_start, SUM(level) AS total FROM readings TUMBLE(event_time,"
                  + " INTERVAL '10' SECOND) GROUP BY sensor, window_start");
      HarnessQuery high = millrace.query("SELECT sensor FROM readings WHERE level >= 7");
      millrace.feed(
          "readings",
          "b, 1.50, 2024-01-01T00:00:01",
          "a10, 2, 2024-01-01T00:00:02",
          "a9, 3, 2024-01-01T00:00:03",
          "NULL, 7, 2024-01-01T00:00:09",
          "b, 8, 2024-01-01T00:00:12");
      sums.expect(
          "NULL, 2024-01-01T00:00:00, 7.00",
          "a9, 2024-01-01T00:00:00, 3.00",
          "a10, 2024-01-01T00:00:00, 2.00",
          "b, 2024-01-01T00:00:00, 1.50");
      high.expect("NULL", "+I b");
      millrace.feed("readings", "late, 1, 2024-01-01T00:00:09", "none, 2, NULL");
      sums.expectNothing()
          .expectLate("late, 1.00, 2024-01-01T00:00:09")
          .expectDeadLetters("none, 2.00, NULL: no event time");
      millrace.advanceWatermark("readings", "2024-01-01T00:00:20");
      sums.expect("b, 2024-01-01T00:00:10, 8.00");
      millrace.engine().publisher("readings");
      millrace.feed("readings", "c, 1, 2024-01-01T00:00:40");
      sums.expectNothing();
      millrace.advance(Duration.ofMinutes(1));
      assertThat(millrace.clock().nowNs()).isEqualTo(60_000_000_000L);
      millrace.endInput("readings");
      sums.expect("c, 2024-01-01T00:00:40, 1.00");
      high.expectNothing();
    }
  }

  @Test
  void shouldShowBothSidesWhenRowsDiffer() {
    try (MillraceHarness millrace = start()) {
      millrace.execute("CREATE STREAM orders (customer VARCHAR, amount BIGINT)");
      millrace.query("SELECT customer, SUM(amount) AS total FROM orders GROUP BY customer");
      millrace.feed("orders", "ada, 10", "bob, 6", "ada, 7");
      assertThatThrownBy(() -> millrace.expect("+I ada, 10", "+I bob, 5"))
          .isInstanceOf(AssertionError.class)
          .hasMessage(
              """
              emissions differ: query=SELECT customer, SUM(amount) AS total FROM orders GROUP BY customer
                 expected   | actual
                 +I ada, 10 | +I ada, 10
               * +I bob, 5  | +I bob, 6
               * (nothing)  | +U ada, 17""");
      millrace.expectNothing();
      assertThatThrownBy(() -> millrace.expectLate("x"))
          .hasMessage(
              """
              late rows differ: query=SELECT customer, SUM(amount) AS total FROM orders GROUP BY customer
                 expected  | actual
               * x         | (nothing)""");
    }
  }

  @Test
  void shouldSayThatTheQueryHasStoppedWhenRowsAreMissing() {
    try (MillraceHarness millrace = start()) {
      millrace.execute("CREATE STREAM s (a BIGINT)");
      HarnessQuery query = millrace.query("SELECT 10 / a AS q FROM s");
      millrace.feed("s", "5", "0");
      query.expect("2").expectFailure("division by zero");
      millrace.feed("s", "2");
      assertThatThrownBy(() -> query.expect("5")).hasMessageContaining("stopped: query stopped:");
      assertThatThrownBy(() -> query.expectFailure("overflow"))
          .hasMessageStartingWith("query did not stop as expected: query=SELECT 10 / a AS q");
    }
  }

  @Test
  void shouldReadAndWriteEveryTypeAsTextAndFromObjects() {
    try (MillraceHarness millrace = start()) {
      millrace.execute(
          "CREATE STREAM s (a BOOLEAN, b INTEGER, c BIGINT, d REAL, e DOUBLE, f DECIMAL(9, 2), g"
              + " DECIMAL(30, 4), h VARCHAR, i DATE, j TIME(3), k TIMESTAMP(6))");
      millrace.query("SELECT * FROM s");
      String row =
          "true, -1, 5000000000, 1.5, 0.1, 12.50, 12345678901234567890.1234, text, 2024-02-29,"
              + " 12:30:00.500, 2024-02-29T12:30:00";
      String nulls = "NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL";
      millrace.feed("s", row, nulls).expect("+I " + row, nulls);
      millrace
          .feedValues(
              "s",
              true,
              -1,
              5_000_000_000L,
              1.5f,
              0.1,
              new BigDecimal("12.5"),
              new BigDecimal("12345678901234567890.1234"),
              "text",
              LocalDate.of(2024, 2, 29),
              "12:30:00.5",
              LocalDateTime.of(2024, 2, 29, 12, 30))
          .expect(row);
    }
  }

  @Test
  void shouldQuoteTextThatCouldBeTakenForSomethingElse() {
    try (MillraceHarness millrace = start()) {
      millrace.execute("CREATE STREAM s (t VARCHAR, n INTEGER)");
      millrace.query("SELECT t, n FROM s");
      String[] rows = {"'a, b', 1", "'it''s', 2", "'NULL', 3", "'', 4", "' x ', 5", "'+I x', 6"};
      millrace.feed("s", rows).expect(rows);
      millrace.feedValues("s", "a, b", 1).expect("'a, b', 1");
      millrace.feed("s", "  plain text  ,  7  ").expect("plain text, 7");
    }
  }

  @Test
  void shouldRefuseRowsThatDoNotFitTheStream() {
    try (MillraceHarness millrace = start()) {
      millrace.execute("CREATE STREAM s (t VARCHAR NOT NULL, n INTEGER)");
      assertThatThrownBy(() -> millrace.feed("s", "x"))
          .hasMessage(
              "wrong number of values: stream=s, values=[x], columns=(t VARCHAR NOT NULL, n"
                  + " INTEGER); give one for each column, NULL where there is none");
      assertThatThrownBy(() -> millrace.feed("s", "x, y"))
          .hasMessageStartingWith("wrong value: stream=s, column=n INTEGER; ");
      assertThatThrownBy(() -> millrace.feed("s", "NULL, 1"))
          .hasMessageContaining("NULL in a column that is NOT NULL");
      assertThatThrownBy(millrace::expectNothing)
          .hasMessage(
              "harness does not have one query: queries=0; expect rows of what query() gave back");
      assertThatThrownBy(() -> millrace.query("INSERT INTO s VALUES ('x', 1)"))
          .hasMessage("not a query: sql=INSERT INTO s VALUES ('x', 1); use execute for it");
    }
  }

  @Test
  void shouldCompareNumbersInTextByValue() {
    List<String> lines = new ArrayList<>(List.of("a10", "a9, 2", "a9, 10", "a09", "b", "a"));
    lines.sort(Emissions::compare);
    assertThat(lines).containsExactly("a", "a09", "a9, 2", "a9, 10", "a10", "b");
  }

  @Test
  void shouldFailAtItsEndWhenOffHeapMemoryIsLeft() {
    MillraceHarness millrace = start();
    millrace.engine().memoryBudget().reserve(64);
    assertThatThrownBy(millrace::close)
        .isInstanceOf(AssertionError.class)
        .hasMessage("engine left something behind: bytes=64, threads=[]");
  }
}

package io.millrace.sql.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'0' SECOND; 0",
        "'5' SECOND; 5000000000",
        "'500' SECOND; 500000000000",
        "'0.000000001' SECOND; 1",
        "'1.' SECOND; 1000000000",
        "'2' MINUTE; 120000000000",
        "'1' HOUR; 3600000000000",
        "'1' DAY; 86400000000000",
        "'1' WEEK; 604800000000000",
        "'1:30' HOUR TO MINUTE; 5400000000000",
        "'1:02:03' HOUR TO SECOND; 3723000000000",
        "'59:59.999' MINUTE TO SECOND; 3599999000000",
        "'1 02' DAY TO HOUR; 93600000000000",
        "'1 02:03:04.000000005' DAY TO SECOND; 93784000000005",
        "'106751' DAY; 9223286400000000000",
      })
  void shouldReadIntervalsAsNanoseconds(String interval, long nanos) {
    assertThat(delay(interval)).isEqualTo(nanos);
  }

  private static long delay(String interval) {
    String sql = "CREATE STREAM s (c TIMESTAMP, WATERMARK FOR c AS c - INTERVAL " + interval + ")";
    return ((CreateStatement) new StatementReader(sql).next()).columns().watermark().delayNs();
  }
}

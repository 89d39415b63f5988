package io.millrace.connector.file;

import static io.millrace.connector.file.FileFixture.BIGINT;
import static io.millrace.connector.file.FileFixture.BOOLEAN;
import static io.millrace.connector.file.FileFixture.DATE;
import static io.millrace.connector.file.FileFixture.DOUBLE;
import static io.millrace.connector.file.FileFixture.INTEGER;
import static io.millrace.connector.file.FileFixture.REAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.type.DataType;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FieldValueTest {
  @TempDir Path directory;

  private FileFixture csv(DataType type, String text) {
    return new FileFixture(directory).file("in.csv", "c\n" + text + "\n").column("c", type);
  }

  private FileFixture json(DataType type, String value) {
    return new FileFixture(directory).file("in.jsonl", "{\"c\":" + value + "}\n").column("c", type);
  }

  private void assertValue(DataType type, String text, String expected) {
    assertThat(csv(type, text).rows()).as(text).containsExactly(expected);
    assertThat(json(type, '"' + text + '"').rows()).as(text).containsExactly(expected);
  }

  private void assertMalformed(DataType type, String text, String reason) {
    assertThatThrownBy(() -> csv(type, text).rows())
        .as(text)
        .hasMessageContaining("line=2, column=c, text='" + text + "', reason=" + reason);
    assertThatThrownBy(() -> json(type, '"' + text + '"').rows())
        .as(text)
        .hasMessageContaining(
            "line=1, position=6, column=c, text='" + text + "', reason=" + reason);
  }

  private static String ns(String instant) {
    Instant time = Instant.parse(instant);
    return Long.toString(time.getEpochSecond() * 1_000_000_000 + time.getNano());
  }

  @Test
  void shouldReadWholeNumbersWhenTheyFit() {
    assertValue(BIGINT, "-9223372036854775808", "-9223372036854775808");
    assertValue(INTEGER, "+2147483647", "2147483647");
    assertMalformed(INTEGER, "2147483648", "INTEGER out of range");
    assertMalformed(BIGINT, "9223372036854775808", "BIGINT out of range");
    assertMalformed(BIGINT, "1.5", "not a BIGINT");
    assertMalformed(BIGINT, "0x1", "not a BIGINT");
  }

  @Test
  void shouldKeepAllDigitsWhenColumnIsDecimal() {
    DataType wide = DataType.decimal(38, 10);
    assertValue(
        wide, "1234567890123456789012345678.0123456789", "1234567890123456789012345678.0123456789");
    assertValue(wide, "-0.0000000001", "-1E-10");
    assertValue(DataType.decimal(18, 8), "800.010000000000", "800.01000000");
    assertValue(DataType.decimal(10, 2), "1e3", "1000.00");
    assertMalformed(DataType.decimal(4, 2), "100", "DECIMAL(4, 2) out of range");
    assertMalformed(DataType.decimal(4, 2), "1,5".replace(',', '_'), "not a DECIMAL(4, 2)");
  }

  @Test
  void shouldReadFloatingNumbersWhenTheyAreSpecial() {
    assertValue(DOUBLE, "0.1", "0.1");
    assertValue(DOUBLE, "NaN", "NaN");
    assertValue(DOUBLE, "-Infinity", "-Infinity");
    assertValue(REAL, "Infinity", "Infinity");
    assertValue(REAL, "1e-3", "0.001");
    assertThat(json(DOUBLE, "1.7976931348623157e308").rows())
        .containsExactly("1.7976931348623157E308");
    assertMalformed(DOUBLE, "one", "not a DOUBLE");
  }

  @Test
  void shouldReadBooleansWhenTheyAreWords() {
    assertValue(BOOLEAN, "TRUE", "true");
    assertValue(BOOLEAN, "false", "false");
    assertMalformed(BOOLEAN, "1", "not a BOOLEAN, expected true or false");
  }

  @Test
  void shouldReadDatesAndTimesWhenTheyAreIso() {
    assertValue(DATE, "1970-01-02", "1");
    assertMalformed(DATE, "2023-02-29", "not a DATE");
    assertMalformed(DATE, "99999-01-01", "not a DATE");
    assertValue(DataType.time(3), "00:00:01.5", "1500000000");
    assertValue(
        DataType.timestamp(9),
        "2013-11-25 00:00:00.123456789",
        ns("2013-11-25T00:00:00.123456789Z"));
    assertValue(
        DataType.timestamp(3), "2013-11-25T00:00:00.1239+01:00", ns("2013-11-24T23:00:00.123Z"));
    assertMalformed(DataType.timestamp(3), "2013-11-31T00:00:00", "not a TIMESTAMP");
    assertMalformed(DataType.timestamp(3), "9999-12-31T00:00:00", "TIMESTAMP out of range");
  }

  @Test
  void shouldReadNumbersAsTimestampsWhenUnitIsDeclared() {
    DataType type = DataType.timestamp(9);
    String[][] cases = {
      {"s", "1385337600", "2013-11-25T00:00:00Z"},
      {"s", "1385337600.25", "2013-11-25T00:00:00.250Z"},
      {"ms", "1385337600123", "2013-11-25T00:00:00.123Z"},
      {"us", "1385337600123456", "2013-11-25T00:00:00.123456Z"},
      {"ns", "1385337600123456789", "2013-11-25T00:00:00.123456789Z"},
      {"ms", "-1", "1969-12-31T23:59:59.999Z"},
      {"ms", "2013-11-25T00:00:00", "2013-11-25T00:00:00Z"},
      {"ms", "2013-11-25", "2013-11-25T00:00:00Z"}
    };
    for (String[] c : cases) {
      assertThat(csv(type, c[1]).option("timestamp-unit", c[0]).rows())
          .as(c[1])
          .containsExactly(ns(c[2]));
      String value = c[1].matches("-?[0-9.]+") ? c[1] : '"' + c[1] + '"';
      assertThat(json(type, value).option("timestamp-unit", c[0]).rows())
          .as(value)
          .containsExactly(ns(c[2]));
    }
    assertThatThrownBy(() -> csv(type, "9e18").option("timestamp-unit", "s").rows())
        .hasMessageContaining("reason=TIMESTAMP out of range");
  }

  @Test
  void shouldAskForUnitWhenTimestampIsNumberAndNoneIsDeclared() {
    assertMalformed(
        DataType.timestamp(3),
        "1385337600",
        "not an ISO 8601 timestamp; if it is a number since 1970, declare its 'timestamp-unit'");
  }

  @Test
  void shouldRefuseTextWhenItIsLongerThanDeclared() {
    assertValue(DataType.varchar(3), "äöü", "äöü");
    assertMalformed(DataType.varchar(3), "abcd", "longer than 3 characters");
  }
}

package io.millrace.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.type.TextBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbTest {
  @TempDir Path directory;

  @Test
  void shouldFindEachRowThatOneSideHasMoreOften() {
    try (DuckDb duck = new DuckDb(directory)) {
      String one = "FROM (VALUES (1, 'a'), (1, 'a'), (2, NULL), (3, ''), (4, 'd'))";
      String other = "FROM (VALUES (4, 'd'), (1, 'a'), (2, ''), (3, NULL))";
      assertThat(duck.differences(one, other))
          .containsExactly(
              "missing, 1, a",
              "missing, 2, null",
              "missing, 3, ",
              "surplus, 2, ",
              "surplus, 3, null");
      assertThat(duck.differences(one, one)).isEmpty();
    }
  }

  @Test
  void shouldTellTheLastDigitOfANumberApart() {
    try (DuckDb duck = new DuckDb(directory)) {
      assertThat(
              duck.differences(
                  "SELECT 1234567890123456789012345678901234.5678::DECIMAL(38, 4)",
                  "SELECT 1234567890123456789012345678901234.5679::DECIMAL(38, 4)"))
          .hasSize(2);
      assertThat(duck.differences("SELECT 0.1::DOUBLE + 0.2::DOUBLE", "SELECT 0.3::DOUBLE"))
          .hasSize(2);
    }
  }

  @Test
  void shouldLoadEveryPieceOfCsvWithNullAndEmptyTextApart() {
    try (DuckDb duck = new DuckDb(directory)) {
      List<TextBuffer> csv =
          List.of(
              new TextBuffer().append("1,,2024-01-31T12:00:00.123456789\n"),
              new TextBuffer(),
              new TextBuffer().append("2,\"\",\n,\"a,\"\"b\"\"\",1969-12-31T23:59:59\n"));
      duck.load("t", List.of("i INTEGER", "v VARCHAR", "w TIMESTAMP_NS"), csv);
      assertThat(duck.rows("SELECT i, v, epoch_ns(w) FROM t"))
          .containsExactly(
              "1, null, 1706702400123456789", "2, , null", "null, a,\"b\", -1000000000");
    }
  }
}

package io.millrace.connector.file;

import static io.millrace.connector.file.FileFixture.BIGINT;
import static io.millrace.connector.file.FileFixture.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connector.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLetterTest {
  @TempDir Path directory;

  private FileFixture skipping() {
    return new FileFixture(directory)
        .option("on-error", "skip")
        .column("id", BIGINT)
        .column("name", VARCHAR);
  }

  @Test
  void shouldDeliverRowsBeforeFailingWhenLineIsMalformed() {
    FileFixture fixture =
        new FileFixture(directory)
            .file("in.csv", "id,name\n1,a\n2,\"b\nc\"\nx,d\n4,e\n")
            .column("id", BIGINT)
            .column("name", VARCHAR)
            .capacity(100);
    List<String> rows = new ArrayList<>();
    try (Source source = fixture.source()) {
      assertThatThrownBy(() -> fixture.rows(source, rows))
          .hasMessage(
              "malformed line: stream=s, file=in.csv, line=5, column=id, text='x', "
                  + "reason=not a BIGINT, expected a whole number such as 42; correct the line, or pass over such lines with "
                  + "'on-error'='skip'");
      assertThat(rows).containsExactly("1 a", "2 b\nc");
    }
  }

  @Test
  void shouldGoOnAndKeepLineWhenMalformedLinesAreSkipped() {
    FileFixture fixture =
        skipping()
            .file(
                "in.csv",
                "id,name\n1,a\nx,\"d\ne\"\n3\n4,\"f\"g\n5,h\n9223372036854775808,i\n7,\"j\n8,k");
    List<String> rows = new ArrayList<>();
    try (Source source = fixture.source()) {
      fixture.rows(source, rows);
      assertThat(source.rowsRead()).isEqualTo(3);
      assertThat(source.rowsSkipped()).isEqualTo(5);
    }
    assertThat(rows).containsExactly("1 a", "5 h", "8 k");
    assertThat(fixture.text("in.csv.rejected"))
        .isEqualTo(
            """
            {"file": "in.csv", "line": 3, "column": "id", \
            "reason": "not a BIGINT, expected a whole number such as 42", \
            "text": "x,\\"d\\ne\\""}
            {"file": "in.csv", "line": 5, "reason": "1 fields instead of 2", "text": "3"}
            {"file": "in.csv", "line": 6, "reason": "text follows a closing quote", \
            "text": "4,\\"f\\"g"}
            {"file": "in.csv", "line": 8, "column": "id", "reason": "BIGINT out of range, \
            it goes from -9223372036854775808 to 9223372036854775807", \
            "text": "9223372036854775808,i"}
            {"file": "in.csv", "line": 9, "reason": "a quote is opened and never closed", \
            "text": "7,\\"j"}
            """);
  }

  @Test
  void shouldForgetPartsOfRowWhenMalformedLineIsSkipped() {
    FileFixture fixture =
        skipping()
            .file(
                "in.jsonl", "{\"name\":\"a\",\"id\":null,\"name\":1,}\n{\"id\":2,\"name\":\"b\"}");
    assertThat(fixture.rows()).containsExactly("2 b");
    assertThat(fixture.text("in.jsonl.rejected"))
        .contains(
            "\"line\": 1, \"reason\": \"malformed JSON, expected a field name at position 32\"");
  }

  @Test
  void shouldWriteWhereOptionSaysWhenItIsGiven() {
    FileFixture fixture =
        skipping().input("id,name\nx,a\n").option("format", "csv").option("dead-letter", "bad");
    assertThat(fixture.rows()).isEmpty();
    assertThat(fixture.text("bad")).contains("\"file\": \"-\", \"line\": 2");
  }

  @Test
  void shouldAskForOptionWhenInputIsStandardInput() {
    FileFixture fixture = skipping().input("").option("format", "csv");
    assertThatThrownBy(fixture::source)
        .hasMessageStartingWith("missing option: stream=s, option=dead-letter;");
  }

  @Test
  void shouldLeaveNoFileWhenNothingWasSkipped() {
    FileFixture fixture =
        skipping().file("in.csv.rejected", "old").file("in.csv", "id,name\n1,a\n");
    assertThat(fixture.rows()).containsExactly("1 a");
    assertThat(directory.resolve("in.csv.rejected")).doesNotExist();
  }

  @Test
  void shouldFailWhenDeadLettersCannotBeWritten() {
    FileFixture fixture =
        skipping().file("in.csv", "id,name\n1,a\n").option("dead-letter", "none/bad");
    assertThatThrownBy(fixture::source)
        .hasMessageStartingWith(
            "cannot write dead-letter file: stream=s, file=in.csv, dead-letter=none/bad, "
                + "cause=no such file or directory;");
  }
}

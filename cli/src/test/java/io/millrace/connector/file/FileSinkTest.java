package io.millrace.connector.file;

import static io.millrace.connector.file.FileFixture.BIGINT;
import static io.millrace.connector.file.FileFixture.BOOLEAN;
import static io.millrace.connector.file.FileFixture.DATE;
import static io.millrace.connector.file.FileFixture.DOUBLE;
import static io.millrace.connector.file.FileFixture.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.batch.RecordBatch;
import io.millrace.batch.RowKind;
import io.millrace.connector.ConnectorException;
import io.millrace.connector.Sink;
import io.millrace.type.DataType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest {
  @TempDir Path directory;

  private FileFixture to(String path) {
    return new FileFixture(directory)
        .option("path", path)
        .column("id", BIGINT)
        .column("name", VARCHAR);
  }

  private static void setText(RecordBatch batch, int column, int row, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    batch.column(column).setVarchar(row, bytes, 0, bytes.length);
  }

  /** Rows 1, 2, … with these names; null is NULL in both columns. */
  private static RecordBatch rows(FileFixture fixture, String... names) {
    RecordBatch batch = new RecordBatch(fixture.schema(), names.length);
    for (int row = 0; row < names.length; row++) {
      if (names[row] == null) {
        batch.column(0).setNull(row);
        batch.column(1).setNull(row);
      } else {
        batch.column(0).longs()[row] = row + 1L;
        setText(batch, 1, row, names[row]);
      }
    }
    batch.rowCount(names.length);
    return batch;
  }

  private static void write(FileFixture fixture, RecordBatch batch) {
    try (Sink sink = fixture.sink()) {
      sink.write(batch);
      sink.finish();
      assertThat(sink.rowsWritten()).isEqualTo(batch.rowCount());
    }
  }

  private long files() throws IOException {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.count();
    }
  }

  @Test
  void shouldQuoteFieldsWhenTheyNeedIt() {
    FileFixture fixture = to("out.csv");
    write(fixture, rows(fixture, "plain", "a,b", "say \"hi\"", "x\ny", "\r", "", null, " ä "));
    assertThat(fixture.text("out.csv"))
        .isEqualTo(
            "id,name\n1,plain\n2,\"a,b\"\n3,\"say \"\"hi\"\"\"\n4,\"x\ny\"\n5,\"\r\"\n6,\"\"\n,\n"
                + "8, ä \n");
  }

  @Test
  void shouldWriteOtherMarksWhenOptionsSayThem() {
    FileFixture fixture =
        to("out.csv").option("delimiter", "\\t").option("null", "2").option("header", "false");
    write(fixture, rows(fixture, "a,b", "c", null, "2", "\t", ""));
    assertThat(fixture.text("out.csv"))
        .isEqualTo("1\ta,b\n\"2\"\tc\n2\t2\n4\t\"2\"\n5\t\"\t\"\n6\t\n");
  }

  @Test
  void shouldQuoteHeaderWhenNamesNeedIt() {
    FileFixture fixture =
        new FileFixture(directory)
            .option("path", "out.csv")
            .column("a,b", BIGINT)
            .column(" c", BIGINT)
            .column("\"", BIGINT);
    write(fixture, new RecordBatch(fixture.schema(), 1));
    assertThat(fixture.text("out.csv")).isEqualTo("\"a,b\",\" c\",\"\"\"\"\n");
  }

  @Test
  void shouldWriteTypedValuesWhenFormatIsJson() {
    FileFixture fixture =
        new FileFixture(directory)
            .option("path", "out.jsonl")
            .column("b", BOOLEAN)
            .column("d", DOUBLE)
            .column("m", DataType.decimal(38, 10))
            .column("t", DataType.timestamp(9))
            .column("y", DATE)
            .column("s \"x\"", VARCHAR);
    RecordBatch batch = new RecordBatch(fixture.schema(), 3);
    batch.column(0).bytes()[0] = 1;
    batch.column(1).doubles()[0] = 1.5;
    batch.column(2).longs()[0] = 12_345_678_901L;
    batch.column(3).longs()[0] = 1_385_337_600_123_000_000L;
    batch.column(4).ints()[0] = 1;
    setText(batch, 5, 0, "\"\\/\b\f\n\r\t\0\u001fä😀");
    batch.column(1).doubles()[1] = Double.NaN;
    batch.column(2).highs()[1] = -1;
    batch.column(2).longs()[1] = -1;
    batch.column(3).longs()[1] = -1_000_000_000L;
    setText(batch, 5, 1, "");
    for (int i = 0; i < 6; i++) {
      batch.column(i).setNull(2);
    }
    batch.column(1).doubles()[2] = 1;
    batch.rowCount(3);
    write(fixture, batch);
    assertThat(fixture.text("out.jsonl"))
        .isEqualTo(
            "{\"b\": true, \"d\": 1.5, \"m\": 1.2345678901, \"t\": \"2013-11-25T00:00:00.123\", "
                + "\"y\": \"1970-01-02\", \"s \\\"x\\\"\": "
                + "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001fä😀\"}\n"
                + "{\"b\": false, \"d\": \"NaN\", \"m\": -0.0000000001, "
                + "\"t\": \"1969-12-31T23:59:59\", \"y\": \"1970-01-01\", \"s \\\"x\\\"\": \"\"}\n"
                + "{\"b\": null, \"d\": null, \"m\": null, \"t\": null, \"y\": null, "
                + "\"s \\\"x\\\"\": null}\n");
  }

  @Test
  void shouldWriteKindOfRowWhenChangelogIsWanted() {
    FileFixture csv = to("out.csv").option("changelog", "true");
    RecordBatch batch = rows(csv, "a", "b", "c", "d");
    batch.kinds()[1] = RowKind.UPDATE_BEFORE;
    batch.kinds()[2] = RowKind.UPDATE_AFTER;
    batch.kinds()[3] = RowKind.DELETE;
    write(csv, batch);
    assertThat(csv.text("out.csv")).isEqualTo("op,id,name\n+I,1,a\n-U,2,b\n+U,3,c\n-D,4,d\n");
    FileFixture json = to("out.jsonl").option("changelog", "true");
    write(json, batch);
    assertThat(json.text("out.jsonl")).startsWith("{\"op\": \"+I\", \"id\": 1, \"name\": \"a\"}\n");
  }

  @Test
  void shouldWriteResultsWhenQueryIsNumbered() {
    FileFixture fixture = to("out.jsonl");
    var out = new io.millrace.type.TextBuffer();
    JsonRowFormat.ofResults(fixture.schema(), 1).appendRow(out, rows(fixture, "x"), 0);
    assertThat(out.toString())
        .isEqualTo("{\"query\": 1, \"op\": \"+I\", \"row\": {\"id\": 1, \"name\": \"x\"}}\n");
  }

  @Test
  void shouldPackWhenNameEndsInGz() {
    FileFixture fixture = to("out.csv.gz");
    write(fixture, rows(fixture, "a", "b"));
    assertThat(fixture.rows()).containsExactly("1 a", "2 b");
  }

  @Test
  void shouldShowNoFileWhenItIsNotFinished() throws IOException {
    FileFixture fixture = to("out.csv").file("out.csv", "old");
    try (Sink sink = fixture.sink()) {
      sink.write(rows(fixture, "a"));
      sink.flush();
      assertThat(fixture.text("out.csv")).isEqualTo("old");
    }
    assertThat(fixture.text("out.csv")).isEqualTo("old");
    assertThat(files()).isEqualTo(1);
    write(fixture, rows(fixture, "a"));
    assertThat(fixture.text("out.csv")).isEqualTo("id,name\n1,a\n");
    assertThat(files()).isEqualTo(1);
  }

  @Test
  void shouldReplaceWhatLinkPointsToWhenPathIsLink() throws IOException {
    FileFixture fixture = to("link.csv").file("out.csv", "old").option("path", "link.csv");
    Files.createSymbolicLink(directory.resolve("link.csv"), Path.of("out.csv"));
    write(fixture, rows(fixture, "a"));
    assertThat(fixture.text("out.csv")).isEqualTo("id,name\n1,a\n");
    assertThat(Files.isSymbolicLink(directory.resolve("link.csv"))).isTrue();
  }

  @Test
  void shouldKeepDeviceWhenPathIsNoRegularFile() {
    FileFixture fixture = to("/dev/null").option("format", "csv");
    write(fixture, rows(fixture, "a"));
    assertThat(Path.of("/dev/null"))
        .satisfies(path -> assertThat(Files.isRegularFile(path)).isFalse());
  }

  @Test
  void shouldWriteAtOnceWhenPathIsMinus() {
    FileFixture fixture = to("-").option("format", "csv");
    try (Sink sink = fixture.sink()) {
      sink.write(rows(fixture, "a"));
      assertThat(fixture.standardOutput()).isEqualTo("id,name\n1,a\n");
      sink.write(rows(fixture, "b"));
      sink.finish();
    }
    assertThat(fixture.standardOutput()).isEqualTo("id,name\n1,a\n1,b\n");
  }

  @Test
  void shouldRefuseWhenFileCannotBeWritten() throws IOException {
    assertThatThrownBy(() -> to("none/out.csv").sink())
        .isInstanceOf(ConnectorException.class)
        .hasMessage(
            "no such directory: stream=s, file=none/out.csv, directory="
                + directory.resolve("none")
                + "; create it first");
    Files.createDirectory(directory.resolve("d.csv"));
    assertThatThrownBy(() -> to("d.csv").sink())
        .hasMessage("path is a directory: stream=s, file=d.csv; name a file in it");
    assertThatThrownBy(() -> to("classpath:x.csv").sink())
        .hasMessageStartingWith("cannot write resource: stream=s, file=classpath:x.csv;");
  }

  @Test
  void shouldSayWhatHappenedWhenDiskIsFull() {
    FileFixture fixture = to("/dev/full").option("format", "csv");
    try (Sink sink = fixture.sink()) {
      sink.write(rows(fixture, "a"));
      assertThatThrownBy(sink::finish)
          .hasMessageStartingWith("cannot write file: stream=s, file=/dev/full, rows=1, cause=");
    }
  }
}

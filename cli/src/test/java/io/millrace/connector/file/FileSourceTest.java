package io.millrace.connector.file;

import static io.millrace.connector.file.FileFixture.BIGINT;
import static io.millrace.connector.file.FileFixture.VARCHAR;
import static io.millrace.connector.file.FileFixture.gzip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.batch.RecordBatch;
import io.millrace.connector.ConnectorException;
import io.millrace.connector.Source;
import io.millrace.type.DataType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourceTest {
  @TempDir Path directory;

  private FileFixture fixture() {
    return new FileFixture(directory).column("id", BIGINT).column("name", VARCHAR);
  }

  private static String lines(int count) {
    StringBuilder text = new StringBuilder("id,name\n");
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < count; i++) {
      text.append(i).append(',').append(random.nextLong()).append('\n');
    }
    return text.toString();
  }

  @Test
  void shouldUnpackFileWhenNameOrContentSaysGzip() {
    byte[] packed = gzip("id,name\n1,ann\n");
    assertThat(fixture().file("in.csv.gz", packed).rows()).containsExactly("1 ann");
    assertThat(fixture().file("in.csv", packed).rows()).containsExactly("1 ann");
  }

  @Test
  void shouldReadAllPartsWhenGzipHasSeveral() throws IOException {
    ByteArrayOutputStream parts = new ByteArrayOutputStream();
    parts.write(gzip("id,name\n1,ann\n2,"));
    parts.write(gzip("bob\n"));
    assertThat(fixture().file("in.csv.gz", parts.toByteArray()).rows())
        .containsExactly("1 ann", "2 bob");
  }

  @Test
  void shouldDeliverCompleteRowsBeforeFailingWhenGzipIsTruncated() {
    byte[] whole = gzip(lines(20_000));
    for (int length : new int[] {whole.length / 2, whole.length - 1, whole.length - 9}) {
      FileFixture fixture = fixture().file("in.csv.gz", Arrays.copyOf(whole, length)).capacity(64);
      List<String> rows = new ArrayList<>();
      try (Source source = fixture.source()) {
        assertThatThrownBy(() -> fixture.rows(source, rows))
            .isInstanceOf(ConnectorException.class)
            .hasMessageStartingWith(
                "cannot read file: stream=s, file=in.csv.gz, line="
                    + (rows.size() + 2)
                    + ", cause=")
            .hasMessageEndingWith(
                "; the rows before that line were read; check that the file is complete");
        assertThat(source.rowsRead()).isEqualTo(rows.size());
        RecordBatch batch = new RecordBatch(fixture.schema(), 1);
        assertThatThrownBy(() -> source.read(batch)).isInstanceOf(ConnectorException.class);
      }
      List<String> expected = lines(20_000).lines().skip(1).map(l -> l.replace(',', ' ')).toList();
      assertThat(rows).hasSizeGreaterThan(length < whole.length - 9 ? 5_000 : 19_900);
      assertThat(rows).isEqualTo(expected.subList(0, rows.size()));
    }
  }

  @Test
  void shouldFailWhenNameSaysGzipButContentIsNot() {
    assertThatThrownBy(() -> fixture().file("in.csv.gz", "id,name\n").source())
        .hasMessageStartingWith(
            "cannot read file: stream=s, file=in.csv.gz, line=1, cause=not in gzip format;");
    assertThatThrownBy(() -> fixture().file("in.csv.gz", "").source())
        .hasMessageContaining("cause=the gzip file is empty;");
  }

  @Test
  void shouldNameNeighbourWhenFileIsMissing() {
    fixture().file("trades.csv", "x");
    assertThatThrownBy(() -> fixture().option("path", "trade.csv").source())
        .hasMessage(
            "no such file: stream=s, path=trade.csv, directory="
                + directory
                + "; did you mean trades.csv?");
    assertThatThrownBy(() -> fixture().option("path", "nowhere/x.csv").source())
        .hasMessageEndingWith("; check the path");
  }

  @Test
  void shouldRefuseWhenPathIsDirectoryOrNotReadable() throws IOException {
    Files.createDirectory(directory.resolve("d.csv"));
    assertThatThrownBy(() -> fixture().option("path", "d.csv").source())
        .hasMessage("path is a directory: stream=s, path=d.csv; name a file in it");
    fixture().file("x.csv", "id,name\n");
    assertThatThrownBy(() -> fixture().option("path", "x.csv/y.csv").source())
        .hasMessageStartingWith("no such file: stream=s, path=x.csv/y.csv");
    assertThatThrownBy(() -> fixture().option("path", "\0.csv").source())
        .hasMessageStartingWith("not a path: stream=s");
  }

  @Test
  void shouldReadResourceWhenPathNamesClassPath() {
    FileFixture trades =
        new FileFixture(directory)
            .option("path", "classpath:bitstamp_trades_from_20131125_usd.csv")
            .option("timestamp-unit", "s")
            .column("timestamp", DataType.timestamp(0))
            .column("price", DataType.decimal(18, 8))
            .column("amount", DataType.decimal(18, 8))
            .capacity(4096);
    List<String> rows = trades.rows();
    assertThat(rows).hasSize(100_000);
    assertThat(rows.get(0)).isEqualTo("1385337600000000000 800.01000000 0.10000000");
    assertThatThrownBy(() -> trades.option("path", "classpath:none.csv").source())
        .hasMessageStartingWith("no such resource: stream=s, path=classpath:none.csv;");
  }

  @Test
  void shouldReadStandardInputWhenPathIsMinus() {
    FileFixture fixture = fixture().input("id,name\n1,ann\n").option("format", "csv");
    assertThat(fixture.rows()).containsExactly("1 ann");
    assertThatThrownBy(() -> fixture().option("path", "-").source())
        .hasMessageStartingWith("missing option: stream=s, option=format;");
  }

  @Test
  void shouldReadGzipFromStandardInputWhenItIsPacked() {
    FileFixture fixture = fixture().option("format", "csv");
    fixture.input(new java.io.ByteArrayInputStream(gzip("id,name\n1,ann\n")));
    assertThat(fixture.rows()).containsExactly("1 ann");
  }

  @Test
  void shouldRefuseSecondReaderWhenStandardInputIsTaken() {
    FileFixture fixture = fixture().input("").option("format", "csv");
    var context = fixture.context();
    FileConnector connector = new FileConnector();
    connector.openSource(fixture.stream(), null, context).close();
    assertThatThrownBy(() -> connector.openSource(fixture.stream(), null, context))
        .hasMessage("standard input is read twice: stream=s, first=s; give one of them a file");
  }

  @Test
  void shouldDeliverRowsAtOnceWhenInputPauses() throws IOException {
    PipedInputStream in = new PipedInputStream(1 << 16);
    try (PipedOutputStream out = new PipedOutputStream(in)) {
      FileFixture fixture = fixture().input(in).option("format", "jsonl");
      try (Source source = fixture.source()) {
        RecordBatch batch = new RecordBatch(fixture.schema(), 100);
        out.write("{\"id\":1}\n{\"id\":2}\n{\"id\"".getBytes(StandardCharsets.UTF_8));
        assertThat(source.read(batch)).isTrue();
        assertThat(batch.rowCount()).isEqualTo(2);
        out.write(":3}\n".getBytes(StandardCharsets.UTF_8));
        assertThat(source.read(batch)).isTrue();
        assertThat(batch.rowCount()).isEqualTo(3);
        out.write("{\"id\":4}".getBytes(StandardCharsets.UTF_8));
        out.close();
        assertThat(source.read(batch)).isTrue();
        assertThat(source.read(batch)).isFalse();
        assertThat(source.rowsRead()).isEqualTo(4);
      }
    }
  }

  @Test
  void shouldCountBytesWhenReadingProceeds() {
    byte[] packed = gzip(lines(1000));
    FileFixture fixture = fixture().file("in.csv.gz", packed);
    try (Source source = fixture.source()) {
      assertThat(source.totalBytes()).isEqualTo(packed.length);
      fixture.rows(source, new ArrayList<>());
      assertThat(source.bytesRead()).isEqualTo(packed.length);
      assertThat(source.rowsRead()).isEqualTo(1000);
      assertThat(source.totalRows()).isEqualTo(Source.UNKNOWN);
    }
  }

  @Test
  void shouldReadSameRowsWhenBatchesDifferInSize() {
    FileFixture fixture = fixture().file("in.csv", lines(10_000));
    List<String> rows = fixture.capacity(1).rows();
    assertThat(rows).hasSize(10_000);
    assertThat(fixture.capacity(7).rows()).isEqualTo(rows);
    assertThat(fixture.capacity(4096).rows()).isEqualTo(rows);
  }

  @Test
  void shouldReadLongLineWhenItIsWithinLimit() {
    String text = "ä".repeat(5 * 1024 * 1024);
    FileFixture csv = fixture().file("in.csv", "id,name\n1," + text + "\n2,x\n");
    assertThat(csv.rows()).containsExactly("1 " + text, "2 x");
    FileFixture json = fixture().file("in.jsonl", "{\"name\":\"" + text + "\"}\n{\"id\":2}");
    assertThat(json.rows()).containsExactly("null " + text, "2 null");
  }

  @Test
  void shouldFailWhenLineIsLongerThanLimit() {
    FileFixture fixture =
        fixture()
            .file("in.csv", "id,name\n1,a\n2," + "x".repeat(100_000) + "\n3,c\n")
            .option("max-line-bytes", "1000");
    List<String> rows = new ArrayList<>();
    try (Source source = fixture.source()) {
      assertThatThrownBy(() -> fixture.rows(source, rows))
          .hasMessageStartingWith("malformed line: stream=s, file=in.csv, line=3, text='2,xxxx")
          .hasMessageContaining("reason=longer than max-line-bytes (1000);");
    }
    assertThat(rows).containsExactly("1 a");
    assertThat(fixture.option("on-error", "skip").rows()).containsExactly("1 a", "3 c");
  }

  @Test
  void shouldFailWhenHeaderIsLongerThanLimit() {
    FileFixture fixture =
        fixture().file("in.csv", "x".repeat(2000)).option("max-line-bytes", "1000");
    assertThatThrownBy(fixture::source)
        .hasMessageStartingWith("header is too long: stream=s, file=in.csv, bytes=1000;");
  }

  @Test
  void shouldFailWhenTextIsNotUtf8() {
    byte[] csv = "id,name\n1,ab?c\n".getBytes(StandardCharsets.UTF_8);
    csv[12] = (byte) 0xff;
    assertThatThrownBy(() -> fixture().file("in.csv", csv).rows())
        .hasMessageContaining("line=2, position=5, text='1,ab\ufffdc', reason=not UTF-8;");
    byte[] json = "{\"x\":\"?\"}".getBytes(StandardCharsets.UTF_8);
    json[6] = (byte) 0xc0;
    assertThatThrownBy(() -> fixture().file("in.jsonl", json).rows())
        .hasMessageContaining("line=1, position=7, ")
        .hasMessageContaining("reason=not UTF-8;");
  }
}

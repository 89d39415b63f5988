package io.millrace.connector.file;

import static io.millrace.connector.file.FileFixture.BIGINT;
import static io.millrace.connector.file.FileFixture.VARCHAR;
import static io.millrace.connector.file.FileFixture.gzip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.batch.RecordBatch;
import io.millrace.connector.ConnectorException;
import io.millrace.connector.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A source that is read again behind the rows that its reader has: only the others come. */
class SourceResumeTest {
  private static final String PLAIN = "1,a\n2,bb\n3,\"c\nc\"\n\n4,d\n5,\"say \"\"e\"\"\"\n6,ä\n7,g";
  private static final Map<String, String> CONTENTS =
      Map.of(
          "plain.csv", "id,name\n" + PLAIN + "\n",
          "open.csv", "id,name\n" + PLAIN,
          "mark.csv", "\ufeffname,\"id\"\na,1\n\r\n" + "b,2\r\nc,3\r\n",
          "bare.csv", PLAIN + "\n",
          "plain.jsonl",
              "{\"id\": 1, \"name\": \"a\"}\n\n{\"name\": null, \"id\": 2}\r\n"
                  + "{\"id\": 3, \"name\": \"x\\ny\"}\n{\"id\": 4}",
          "empty.jsonl", "");

  @TempDir Path directory;

  private FileFixture fixture(String name) {
    FileFixture fixture = new FileFixture(directory).column("id", BIGINT).column("name", VARCHAR);
    return name.startsWith("bare") ? fixture.option("header", "false") : fixture;
  }

  /** The marks behind 0, 1, 2 … rows. */
  private static List<Long> marks(FileFixture fixture, int capacity, int rows) {
    Long[] marks = new Long[rows + 1];
    RecordBatch batch = new RecordBatch(fixture.schema(), capacity);
    try (Source source = fixture.source()) {
      marks[0] = source.mark();
      while (source.read(batch)) {
        marks[(int) source.rowsRead()] = source.mark();
        batch.clear();
      }
    }
    return List.of(marks);
  }

  private static List<String> tail(FileFixture fixture, long rows, long mark, long markRows) {
    List<String> tail = new ArrayList<>();
    try (Source source = fixture.source()) {
      source.resume(rows, mark, markRows);
      assertThat(source.rowsRead()).isEqualTo(rows);
      fixture.rows(source, tail);
      assertThat(source.rowsRead()).isEqualTo(rows + tail.size());
    }
    return tail;
  }

  private static void checkEveryRow(FileFixture fixture) {
    List<String> all = fixture.rows();
    List<Long> marks = marks(fixture, 1, all.size());
    for (int rows = 0; rows <= all.size(); rows++) {
      for (int markRows = 0; markRows <= rows; markRows++) {
        assertThat(tail(fixture, rows, marks.get(markRows), markRows))
            .as("rows=%s, markRows=%s", rows, markRows)
            .isEqualTo(all.subList(rows, all.size()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"plain.csv", "open.csv", "mark.csv", "bare.csv", "plain.jsonl", "empty.jsonl"})
  void shouldDeliverTheTailWhenResumedAtAnyRowFromAnyMarkBefore(String name) {
    String text = CONTENTS.get(name);
    checkEveryRow(fixture(name).file(name, text));
    checkEveryRow(fixture(name).file(name, text).option("max-line-bytes", "64"));
    checkEveryRow(fixture(name).file(name + ".gz", gzip(text)));
  }

  @Test
  void shouldGoToTheMarkWhenTheFileIsPlainAndHaveNoneElse() {
    FileFixture plain = fixture("plain.csv").file("plain.csv", CONTENTS.get("plain.csv"));
    List<Long> marks = marks(plain, 1, plain.rows().size());
    assertThat(marks).doesNotHaveDuplicates().allMatch(mark -> FileMark.offset(mark) >= 8);
    try (Source source = plain.source()) {
      source.resume(3, marks.get(3), 3);
      assertThat(source.bytesRead()).isEqualTo("id,name\n1,a\n2,bb\n3,\"c\nc\"\n".length());
    }
    FileFixture packed = fixture("plain.csv").file("x.csv.gz", gzip(CONTENTS.get("plain.csv")));
    assertThat(marks(packed, 1, packed.rows().size())).containsOnly(0L);
  }

  @Test
  void shouldPassOverRowsWhenInputIsStandardInputOrAResource() {
    String text = CONTENTS.get("plain.csv");
    List<String> all = fixture("plain.csv").file("plain.csv", text).rows();
    for (int rows = 0; rows <= all.size(); rows++) {
      FileFixture input = fixture("plain.csv").input(text).option("format", "csv");
      assertThat(tail(input, rows, 0, 0)).isEqualTo(all.subList(rows, all.size()));
    }
    FileFixture trades =
        new FileFixture(directory)
            .option("path", "classpath:bitstamp_trades_from_20131125_usd.csv")
            .column("timestamp", BIGINT)
            .capacity(1000);
    List<String> stamps = trades.rows();
    assertThat(tail(trades, 99_990, 0, 0)).isEqualTo(stamps.subList(99_990, stamps.size()));
  }

  @Test
  void shouldDeliverTheTailWhenTheFileIsMuchLargerThanWhatIsInMemory() throws IOException {
    StringBuilder text = new StringBuilder("id,name\n");
    for (int i = 0; i < 60_000; i++) {
      text.append(i).append(",name of ").append(i).append('\n');
    }
    FileFixture fixture = fixture("large.csv").file("large.csv", text.toString()).capacity(777);
    List<String> all = fixture.rows();
    RecordBatch batch = new RecordBatch(fixture.schema(), 777);
    try (Source source = fixture.source()) {
      while (source.read(batch)) {
        long read = source.rowsRead();
        long rows = Math.min(all.size(), read + 500);
        if (read % 5 == 0 || read == all.size()) {
          assertThat(tail(fixture, rows, source.mark(), read))
              .isEqualTo(all.subList((int) rows, all.size()));
        }
        batch.clear();
      }
    }
  }

  @Test
  void shouldNameTheRightLineWhenALineBehindTheMarkIsMalformed() {
    FileFixture fixture = fixture("plain.csv").file("x.csv", CONTENTS.get("plain.csv") + "x,y\n");
    List<Long> marks = new ArrayList<>();
    RecordBatch batch = new RecordBatch(fixture.schema(), 1);
    try (Source source = fixture.source()) {
      for (int row = 0; row < 7; row++) {
        marks.add(source.mark());
        source.read(batch);
        batch.clear();
      }
    }
    for (int row = 0; row < 7; row++) {
      long mark = marks.get(row);
      int rows = row;
      assertThatThrownBy(() -> tail(fixture, rows, mark, rows))
          .hasMessageStartingWith("malformed line: stream=s, file=x.csv, line=11, column=id");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 100})
  void shouldKeepTheFileOfMalformedLinesWhenResumedAtAnyRow(int capacity) {
    String text = "id,name\n1,a\n2,b\nx,c\n3,\"d\ne\"\n4,f\ny\n\"z\"z,1\n5,g\nw,w\n6,h\n";
    FileFixture fixture =
        fixture("x.csv").file("x.csv", text).option("on-error", "skip").capacity(capacity);
    List<String> all = fixture.rows();
    String rejected = fixture.text("x.csv.rejected");
    assertThat(rejected.lines()).hasSize(4);
    RecordBatch batch = new RecordBatch(fixture.schema(), 1);
    List<Long> marks = marks(fixture, 1, all.size());
    for (int rows = 0; rows <= all.size(); rows++) {
      for (int markRows = 0; markRows <= rows; markRows++) {
        fixture.file("x.csv.rejected", rejected.substring(0, rejected.length() / 2));
        fixture.option("path", "x.csv");
        try (Source source = fixture.source()) {
          source.resume(rows, marks.get(markRows), markRows);
          while (source.read(batch)) {
            batch.clear();
          }
          assertThat(source.rowsSkipped()).isEqualTo(4);
        }
        assertThat(fixture.text("x.csv.rejected"))
            .as("rows=%s, markRows=%s", rows, markRows)
            .isEqualTo(rejected);
      }
    }
    assertThat(FileMark.hasRejected(marks.get(2))).isFalse();
    assertThat(FileMark.hasRejected(marks.get(3))).isTrue();
  }

  private void assertRefused(String now, String message) throws IOException {
    String before = "id,name\n1,a\n2,bb\n3,ccc";
    FileFixture fixture = fixture("x.csv").file("x.csv", before);
    List<Long> marks = marks(fixture, 1, 3);
    Files.writeString(directory.resolve("x.csv"), now, StandardCharsets.UTF_8);
    assertThatThrownBy(() -> tail(fixture, 3, marks.get(3), 3))
        .isInstanceOf(ConnectorException.class)
        .hasMessage(message + "; bring it back as it was, or start anew");
  }

  @Test
  void shouldRefuseWhenTheFileIsNotWhatItWas() throws IOException {
    assertRefused(
        "id,name\n1,a\n2,bb\n3,cc",
        "file was shortened: stream=s, file=x.csv, bytes=21, read before=22");
    assertRefused(
        "id,name\n1,aa\n2,bb\n3,ccc",
        "file was changed: stream=s, file=x.csv, bytes read before=22");
    assertRefused(
        "id,name\n1,a\n2,bb\n3,cccc\n",
        "file was changed: stream=s, file=x.csv, bytes read before=22");
    assertRefused(
        "id,name\n1,a\n2,bb\n4,ccc",
        "file was changed: stream=s, file=x.csv, bytes read before=22");
  }

  @Test
  void shouldRefuseWhenInputHasFewerRowsThanBefore() {
    FileFixture packed = fixture("x.csv").file("x.csv.gz", gzip("id,name\n1,a\n2,b\n"));
    assertThat(tail(packed, 2, 0, 0)).isEmpty();
    assertThatThrownBy(() -> tail(packed, 3, 0, 0))
        .hasMessage(
            "file has fewer rows than before: stream=s, file=x.csv.gz, rows=2, read before=3; "
                + "bring it back as it was, or start anew");
  }

  @Test
  void shouldReadWhatWasAddedWhenTheFileHasGrownByWholeLines() throws IOException {
    FileFixture fixture = fixture("x.csv").file("x.csv", "id,name\n1,a\n2,b\n");
    List<Long> marks = marks(fixture, 1, 2);
    Files.writeString(directory.resolve("x.csv"), "id,name\n1,a\n2,b\n3,c\n");
    assertThat(tail(fixture, 2, marks.get(2), 2)).containsExactly("3 c");
  }
}

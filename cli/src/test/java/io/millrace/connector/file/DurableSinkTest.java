package io.millrace.connector.file;

import static io.millrace.connector.file.FileFixture.BIGINT;
import static io.millrace.connector.file.FileFixture.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.batch.RecordBatch;
import io.millrace.connector.ConnectorException;
import io.millrace.connector.DurableSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that go on behind a crash: the file is that of a run without one. */
class DurableSinkTest {
  private static final String[] NAMES = {"ann", "b,\"b\"", "x\ny", "ä😀"};

  @TempDir Path directory;

  private FileFixture to(String path) {
    return new FileFixture(directory)
        .option("path", path)
        .column("id", BIGINT)
        .column("name", VARCHAR);
  }

  /** Rows {@code from} to {@code to}, exclusive, of those that each test writes. */
  private static RecordBatch rows(FileFixture fixture, int from, int to) {
    RecordBatch batch = new RecordBatch(fixture.schema(), Math.max(1, to - from));
    for (int row = from; row < to; row++) {
      byte[] name = NAMES[row].getBytes(StandardCharsets.UTF_8);
      batch.column(0).longs()[row - from] = row;
      batch.column(1).setVarchar(row - from, name, 0, name.length);
    }
    batch.rowCount(to - from);
    return batch;
  }

  private static List<String> allRows() {
    return IntStream.range(0, NAMES.length).mapToObj(row -> row + " " + NAMES[row]).toList();
  }

  private byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(directory.resolve(name));
  }

  /** A run without a crash that prepares behind {@code prepared} rows. */
  private byte[] undisturbed(String path, int prepared) throws IOException {
    FileFixture fixture = to(path);
    try (DurableSink sink = fixture.durableSink()) {
      sink.resume(DurableSink.NOTHING);
      sink.write(rows(fixture, 0, prepared));
      sink.prepare();
      sink.write(rows(fixture, prepared, NAMES.length));
      sink.finish();
    }
    assertThat(fixture.rows()).isEqualTo(allRows());
    return bytes(path);
  }

  /** A run that ends as a killed process does, with all rows in the file; the token it had. */
  @SuppressWarnings("MustBeClosedChecker")
  private long killed(FileFixture fixture, int prepared) {
    DurableSink sink = fixture.durableSink();
    sink.resume(DurableSink.NOTHING);
    sink.write(rows(fixture, 0, prepared));
    long token = sink.prepare();
    sink.write(rows(fixture, prepared, NAMES.length));
    sink.prepare();
    return token;
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.csv", "x.jsonl", "x.csv.gz", "x.jsonl.gz"})
  void shouldGiveTheFileOfAnUndisturbedRunWhenKilledAtAnyByteBehindAnyToken(String path)
      throws IOException {
    for (int prepared = 0; prepared <= NAMES.length; prepared++) {
      byte[] expected = undisturbed(path, prepared);
      FileFixture fixture = to(path);
      long token = killed(fixture, prepared);
      byte[] all = bytes(path);
      for (int length = (int) token; length <= all.length; length++) {
        Files.write(directory.resolve(path), Arrays.copyOf(all, length));
        try (DurableSink sink = fixture.durableSink()) {
          sink.resume(token);
          assertThat(Files.size(directory.resolve(path))).isEqualTo(token);
          sink.write(rows(fixture, prepared, NAMES.length));
          sink.finish();
        }
        assertThat(bytes(path))
            .as("prepared=%s, token=%s, length=%s", prepared, token, length)
            .isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.csv", "x.jsonl", "x.csv.gz"})
  void shouldKeepEachRowOnceWhenKilledAgainAndAgain(String path) {
    FileFixture fixture = to(path);
    long token = DurableSink.NOTHING;
    for (int row = 0; row < NAMES.length; row++) {
      killed(fixture, token, row);
      try (DurableSink sink = fixture.durableSink()) {
        sink.resume(token);
        sink.write(rows(fixture, row, row + 1));
        token = sink.prepare();
      }
    }
    assertThat(fixture.rows()).isEqualTo(allRows());
  }

  @SuppressWarnings("MustBeClosedChecker")
  private static void killed(FileFixture fixture, long token, int from) {
    DurableSink sink = fixture.durableSink();
    sink.resume(token);
    sink.write(rows(fixture, from, NAMES.length));
    sink.flush();
  }

  @Test
  void shouldBeginAnewWhenNothingWasPrepared() throws IOException {
    FileFixture fixture = to("x.csv").file("x.csv", "old,old\nof another run\n");
    try (DurableSink sink = fixture.durableSink()) {
      assertThat(fixture.text("x.csv")).startsWith("old");
      sink.resume(DurableSink.NOTHING);
      sink.write(rows(fixture, 0, 1));
      sink.finish();
      assertThat(sink.rowsWritten()).isEqualTo(1);
    }
    assertThat(fixture.text("x.csv")).isEqualTo("id,name\n0,ann\n");
  }

  @Test
  void shouldGrowUnderItsOwnNameWhenItIsFlushed() throws IOException {
    FileFixture fixture = to("x.csv");
    try (DurableSink sink = fixture.durableSink()) {
      sink.resume(DurableSink.NOTHING);
      assertThat(directory.resolve("x.csv")).isEmptyFile();
      sink.write(rows(fixture, 0, 1));
      sink.flush();
      assertThat(fixture.text("x.csv")).isEqualTo("id,name\n0,ann\n");
      try (Stream<Path> files = Files.list(directory)) {
        assertThat(files).containsExactly(directory.resolve("x.csv"));
      }
      sink.finish();
    }
    assertThat(fixture.text("x.csv")).isEqualTo("id,name\n0,ann\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.csv", "x.csv.gz"})
  void shouldLeaveWhatWasPreparedWhenClosedWithoutFinish(String path) throws IOException {
    FileFixture fixture = to(path);
    long token;
    try (DurableSink sink = fixture.durableSink()) {
      sink.resume(DurableSink.NOTHING);
      sink.write(rows(fixture, 0, 2));
      token = sink.prepare();
      assertThat(sink.prepare()).isEqualTo(token);
      sink.write(rows(fixture, 2, 4));
      sink.flush();
    }
    assertThat(Files.size(directory.resolve(path))).isEqualTo(token);
    assertThat(fixture.rows()).isEqualTo(allRows().subList(0, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.csv", "x.jsonl", "x.csv.gz", "x.jsonl.gz"})
  void shouldBeReadableWhenNoRowWasWritten(String path) {
    FileFixture fixture = to(path);
    try (DurableSink sink = fixture.durableSink()) {
      sink.resume(DurableSink.NOTHING);
      sink.finish();
    }
    assertThat(fixture.rows()).isEmpty();
  }

  @Test
  void shouldRefuseAndLeaveTheFileWhenItIsNotWhatTheTokenWasGivenFor() {
    FileFixture fixture = to("x.csv").file("x.csv", "id,name\n0,ann\n");
    assertRefusal(
        fixture,
        15,
        "file was shortened: stream=s, file=x.csv, bytes=14, written before=15; "
            + "bring it back as it was, or start anew");
    assertRefusal(
        fixture,
        13,
        "file was changed: stream=s, file=x.csv, bytes=14, reason=no line ends, written before=13; "
            + "bring it back as it was, or start anew");
    assertThat(fixture.text("x.csv")).isEqualTo("id,name\n0,ann\n");
    assertRefusal(
        to("y.csv"),
        1,
        "file is missing: stream=s, file=y.csv, written before=1; "
            + "bring it back as it was, or start anew");
    assertThat(directory.resolve("y.csv")).doesNotExist();
  }

  private static void assertRefusal(FileFixture fixture, long token, String message) {
    try (DurableSink sink = fixture.durableSink()) {
      assertThatThrownBy(() -> sink.resume(token))
          .isInstanceOf(ConnectorException.class)
          .hasMessage(message);
    }
  }

  @Test
  void shouldRefuseWhenTheFileCannotBeWritten() throws IOException {
    assertThatThrownBy(() -> to("none/x.csv").durableSink())
        .hasMessageStartingWith("no such directory: stream=s, file=none/x.csv, directory=");
    Files.createDirectory(directory.resolve("d.csv"));
    assertThatThrownBy(() -> to("d.csv").durableSink())
        .hasMessage("path is a directory: stream=s, file=d.csv; name a file in it");
    assertThatThrownBy(() -> to("classpath:x.csv").durableSink())
        .hasMessageStartingWith("cannot write resource: stream=s, file=classpath:x.csv;");
    assertThatThrownBy(() -> to("/proc/x.csv").durableSink().resume(DurableSink.NOTHING))
        .hasMessageStartingWith("cannot write file: stream=s, file=/proc/x.csv, cause=");
  }

  @Test
  void shouldWriteEachRowAtLeastOnceWhenOutputCannotBeTakenBack() {
    FileFixture fixture = to("-").option("format", "csv");
    for (int run = 0; run < 2; run++) {
      try (DurableSink sink = fixture.durableSink()) {
        sink.resume(DurableSink.NOTHING);
        sink.write(rows(fixture, 0, 1));
        assertThat(sink.prepare()).isEqualTo(DurableSink.NOTHING);
        sink.finish();
      }
    }
    assertThat(fixture.standardOutput()).isEqualTo("id,name\n0,ann\nid,name\n0,ann\n");
    FileFixture full = to("/dev/full").option("format", "csv");
    try (DurableSink sink = full.durableSink()) {
      sink.resume(DurableSink.NOTHING);
      sink.write(rows(full, 0, 1));
      assertThatThrownBy(sink::prepare)
          .hasMessageStartingWith("cannot write file: stream=s, file=/dev/full, rows=1, cause=");
    }
  }
}

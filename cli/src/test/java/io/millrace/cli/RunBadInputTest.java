package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.console.ExitStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that can be wrong with a script or its input ends in a message with its place. */
class RunBadInputTest {
  private static final String STREAM = "CREATE STREAM a (n INT, s VARCHAR, d DOUBLE);\n";

  @TempDir private Path directory;

  private CommandRun readFile(String fileName, byte[] content, String columns) throws IOException {
    Path file = Files.write(directory.resolve(fileName), content);
    return CommandRun.jsonOf(
        "CREATE STREAM f ("
            + columns
            + ") WITH ('connector'='file', 'path'='"
            + file
            + "');\n"
            + "SELECT * FROM f;\n");
  }

  private CommandRun readFile(String fileName, String content, String columns) throws IOException {
    return readFile(fileName, content.getBytes(StandardCharsets.UTF_8), columns);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SELECT x FROM a                          | <stdin>:2:8     | x
          SELECT n FROM b                          | <stdin>:2:15    | b
          SELECT n FROM a WHERE n                  | <stdin>:2:23    | n
          SELECT n FROM a WHERE                    | <stdin>:2:22    | unexpected end of statement
          SELECT n, FROM a                         | <stdin>:2:      | FROM
          SELEKT n FROM a                          | <stdin>:2:1     | SELECT
          INSERT INTO a VALUES (1)                 | <stdin>:2:      | a
          INSERT INTO a VALUES ('x', 'y', 1)       | <stdin>:2:      | x
          INSERT INTO b VALUES (1)                 | <stdin>:2:      | b
          CREATE STREAM a (n INT)                  | <stdin>:2:      | stream exists already: name=a
          CREATE STREAM b (n INTT)                 | <stdin>:2:      | INTT
          CREATE STREAM b (n INT) WITH ('connector'='fil') | <stdin>:2:1 | unknown connector: stream=b, connector=fil; did you mean file?
          CREATE STREAM b (n INT) WITH ('connector'='file', 'pth'='x') | <stdin>:2:1 | unknown option: stream=b, option=pth; did you mean path?
          SET 'partition' = '2'                    | <stdin>:2:1     | unknown option: name=partition; did you mean partitions?
          SET 'end-of-input' = 'x'                 | <stdin>:2:1     | wrong value of option: name=end-of-input, value=x; choose one of close, hold
          SET 'batch-rows' = '8'                   | <stdin>:2:1     | option comes too late: name=batch-rows; set it before the first CREATE STREAM
          DROP STREAM b                            | <stdin>:2:      | unknown stream: name=b
          """)
  void shouldMarkPlaceWhenStatementIsWrong(String statement, String place, String message) {
    CommandRun run =
        CommandRun.jsonOf(
            STREAM + statement + ";\nSELECT n FROM a; INSERT INTO a VALUES (7, '', 0)");
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.err()).contains("error: ", "--> " + place, message, "^");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void shouldPrintEarlierResultsWhenLaterStatementIsWrong() {
    CommandRun run =
        CommandRun.jsonOf(
            STREAM
                + """
                SELECT n, COUNT(*) AS c FROM a GROUP BY n EMIT FINAL;
                INSERT INTO a VALUES (1, 'x', 0), (1, 'y', 0);
                SELECT nn FROM a;
                INSERT INTO a VALUES (1, 'z', 0);
                """);
    assertThat(run.rows(1)).containsExactly("+I {\"n\": 1, \"c\": 2}");
    assertThat(run.err()).contains("--> <stdin>:4:8", "SELECT nn FROM a;", "^^");
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
  }

  @Test
  void shouldNameVariableWhenItHasNoValue() {
    CommandRun run = CommandRun.jsonOf("SELECT ${nam} FROM a", "--set", "name=n");
    assertThat(run.err())
        .contains(
            "variable has no value: name=nam", "did you mean name?", "--> <stdin>:1:8", "^^^");
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
  }

  @Test
  void shouldNameScriptWhenItIsMissing() {
    String path = directory.resolve("no.sql").toString();
    CommandRun run = CommandRun.of("run", path);
    assertThat(run.err()).isEqualTo("error: no such script: path=" + path + "; check the path\n");
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
  }

  @Test
  void shouldNameScriptWhenItIsNotText() throws IOException {
    Path script = Files.write(directory.resolve("a.sql"), new byte[] {'a', (byte) 0xc3, ' '});
    CommandRun run = CommandRun.of("run", script.toString());
    assertThat(run.err()).contains("script is not UTF-8: path=" + script);
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
  }

  @Test
  void shouldNameFileWhenItIsMissing() {
    Path missing = directory.resolve("no.csv");
    CommandRun run =
        CommandRun.jsonOf(
            "CREATE STREAM f (n INT) WITH ('connector'='file', 'path'='"
                + missing
                + "');\n"
                + "SELECT * FROM f;\n");
    assertThat(run.err()).contains("error: ", missing.toString(), "--> <stdin>:1:1", "^");
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
  }

  @Test
  void shouldPrintRowsBeforeDamageWhenGzipIsTruncated() throws IOException {
    StringBuilder rows = new StringBuilder("n\n");
    for (int i = 0; i < 100_000; i++) {
      rows.append(i * 7919 % 100_003).append('\n');
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(rows.toString().getBytes(StandardCharsets.UTF_8));
    }
    byte[] half = Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2);
    CommandRun run = readFile("a.csv.gz", half, "n INT");
    assertThat(run.err()).contains("error: ", "a.csv.gz");
    assertThat(run.lines()).hasSizeBetween(1, 99_999);
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
  }

  @Test
  void shouldNameLineWhenJsonIsMalformed() throws IOException {
    CommandRun run = readFile("a.jsonl", "{\"n\": 1}\n{\"n\": 2\n{\"n\": 3}\n", "n INT");
    assertThat(run.rows(1)).containsExactly("+I {\"n\": 1}");
    assertThat(run.err()).contains("error: ", "line=2", "a.jsonl", "--> <stdin>:1:1", "^");
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
  }

  @Test
  void shouldNameLineWhenValueHasWrongType() throws IOException {
    CommandRun run = readFile("a.csv", "n\n1\nx\n", "n INT");
    assertThat(run.rows(1)).containsExactly("+I {\"n\": 1}");
    assertThat(run.err()).contains("error: ", "line=3", "column=n");
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
  }

  @Test
  void shouldReadLongLineWhenItHasTenMegabytes() throws IOException {
    String text = "x".repeat(10 * 1024 * 1024);
    CommandRun run = readFile("a.csv", "s,n\n" + text + ",1\ny,2\n", "s VARCHAR, n INT");
    assertThat(run.err()).doesNotContain("error");
    assertThat(run.lines()).hasSize(2);
    assertThat(run.lines().get(0)).hasSizeGreaterThan(text.length());
  }

  @Test
  void shouldPrintNothingWhenFileIsEmpty() throws IOException {
    CommandRun json = readFile("a.jsonl", "", "n INT");
    assertThat(json.status()).isEqualTo(ExitStatus.OK);
    assertThat(json.out()).isEmpty();
  }

  @Test
  void shouldReadLastLineWhenItHasNoEnd() throws IOException {
    CommandRun run = readFile("a.csv", "n\n1\n2", "n INT");
    assertThat(run.rows(1)).hasSize(2);
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
  }

  @Test
  void shouldBeOneGroupWhenKeyIsNull() {
    CommandRun run =
        CommandRun.jsonOf(
            STREAM
                + """
                SELECT s, COUNT(*) AS c FROM a GROUP BY s;
                INSERT INTO a VALUES (1, NULL, 0), (2, 'x', 0), (3, NULL, 0);
                """,
            "-p",
            "3");
    assertThat(run.rows(1))
        .containsExactlyInAnyOrder(
            "+I {\"s\": null, \"c\": 1}",
            "+I {\"s\": \"x\", \"c\": 1}",
            "+U {\"s\": null, \"c\": 2}");
  }

  @Test
  void shouldBeOneGroupWhenKeyIsNaN() throws IOException {
    Path file = Files.writeString(directory.resolve("a.csv"), "d\nNaN\n0.0\n-0.0\nNaN\n");
    CommandRun run =
        CommandRun.jsonOf(
            "CREATE STREAM f (d DOUBLE) WITH ('connector'='file', 'path'='"
                + file
                + "');\n"
                + "SELECT d, COUNT(*) AS c FROM f GROUP BY d EMIT FINAL;\n"
                + "SELECT COUNT(*) AS c FROM f WHERE d > 1e308 EMIT FINAL;\n");
    assertThat(run.err()).doesNotContain("error");
    assertThat(run.rows(1))
        .containsExactlyInAnyOrder("+I {\"d\": \"NaN\", \"c\": 2}", "+I {\"d\": 0.0, \"c\": 2}");
    assertThat(run.rows(2)).containsExactly("+I {\"c\": 2}");
  }

  @ParameterizedTest
  @CsvSource({"2024-02-30T00:00:00", "2400-01-01T00:00:00", "99999-01-01T00:00:00", "x"})
  void shouldNameLineWhenDateIsOutOfRange(String text) throws IOException {
    CommandRun run = readFile("a.csv", "ts\n" + text + "\n", "ts TIMESTAMP(3)");
    assertThat(run.err()).contains("error: ", "line=2", "column=ts");
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
  }

  @Test
  void shouldMarkPlaceWhenDateLiteralIsOutOfRange() {
    CommandRun run =
        CommandRun.jsonOf("CREATE STREAM a (d DATE); SELECT DATE '2024-13-01' FROM a;");
    assertThat(run.err()).contains("error: ", "--> <stdin>:1:");
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
  }

  @Test
  void shouldNameBudgetWhenStateIsTooLarge() throws IOException {
    StringBuilder rows = new StringBuilder("n\n");
    for (int i = 0; i < 200_000; i++) {
      rows.append(i).append('\n');
    }
    Path file = Files.writeString(directory.resolve("a.csv"), rows);
    CommandRun run =
        CommandRun.jsonOf(
            "CREATE STREAM f (n INT) WITH ('connector'='file', 'path'='"
                + file
                + "');\n"
                + "SELECT n, COUNT(*) AS c FROM f GROUP BY n;\n",
            "--memory",
            "256k");
    assertThat(run.err()).contains("error: query 1 failed", "budget", "partition=0");
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
  }

  @Test
  void shouldNameRowWhenSumOverflows() {
    CommandRun run =
        CommandRun.jsonOf(
            """
            CREATE STREAM a (n BIGINT);
            SELECT SUM(n) AS s FROM a;
            INSERT INTO a VALUES (9223372036854775807), (1), (2);
            """);
    assertThat(run.rows(1)).containsExactly("+I {\"s\": 9223372036854775807}");
    assertThat(run.err())
        .contains("error: query 1 failed", "partition=0", "row=", "overflow", "--> <stdin>:2:1");
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
  }

  @Test
  void shouldPassOverRowWhenFailuresAreDeadLetters() {
    CommandRun run =
        CommandRun.jsonOf(
            """
            SET 'on-failure' = 'dead-letter';
            CREATE STREAM a (n INT);
            SELECT 10 / n AS q FROM a;
            INSERT INTO a VALUES (5), (0), (2);
            """);
    assertThat(run.rows(1)).containsExactly("+I {\"q\": 2}", "+I {\"q\": 5}");
    assertThat(run.err()).contains("query 1: 1 dead letter");
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
  }

  @Test
  void shouldDiscardSinkWhenScriptFails() throws IOException {
    Path in = Files.writeString(directory.resolve("in.csv"), "n\n1\nx\n");
    Path out = directory.resolve("out.csv");
    CommandRun run =
        CommandRun.jsonOf(
            "CREATE STREAM i (n INT) WITH ('connector'='file', 'path'='"
                + in
                + "');\n"
                + "CREATE STREAM o (n INT) WITH ('connector'='file', 'path'='"
                + out
                + "');\n"
                + "INSERT INTO o SELECT n FROM i;\n");
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(out).doesNotExist();
  }
}

package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.console.ExitStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Late rows, dead letters and failed groups of scripts, in files. */
class RunLetterTest {
  private static final String TRADES =
      """
      CREATE STREAM trades (id INT, symbol VARCHAR, price DECIMAL(10, 2), ts TIMESTAMP(3),
        WATERMARK FOR ts AS ts - INTERVAL '0' SECOND);
      """;
  private static final String COUNTS =
      """
      SELECT window_start, COUNT(*) AS c FROM trades TUMBLE(ts, INTERVAL '1' MINUTE)
      GROUP BY window_start;
      """;
  private static final String LATE_AND_DEAD =
      """
      INSERT INTO trades VALUES
        (1, 'a', 1, TIMESTAMP '2024-01-01 00:05:00'),
        (2, 'say "b"', 2.5, TIMESTAMP '2024-01-01 00:00:00'),
        (3, NULL, 3, NULL);
      """;
  private static final String ROW_2 =
      "\"row\": {\"id\": 2, \"symbol\": \"say \\\"b\\\"\", \"price\": 2.50, "
          + "\"ts\": \"2024-01-01T00:00:00\"}}";
  private static final String ROW_3 =
      "\"row\": {\"id\": 3, \"symbol\": null, \"price\": 3.00, \"ts\": null}}";

  @TempDir private Path directory;

  private static String set(String option, Object value) {
    return "SET '" + option + "' = '" + value + "';\n";
  }

  /** The lines of a file of letters with their sequences, which timing may change, as N. */
  private static List<String> letters(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> line.replaceFirst("\"sequence\": [0-9]+,", "\"sequence\": N,"))
        .toList();
  }

  private static String late(String query, String rest) {
    return "{\"query\": \""
        + query
        + "\", \"kind\": \"late row\", \"sequence\": N, \"reason\": \"window closed\", "
        + rest;
  }

  private static String dead(String query, String rest) {
    return "{\"query\": \""
        + query
        + "\", \"kind\": \"dead letter\", \"sequence\": N, \"reason\": \"no event time\", "
        + rest;
  }

  @Test
  void shouldWriteWholeRowsToFilesOfTheirOwnWhenTheScriptNamesThem() throws IOException {
    Path late = directory.resolve("late.jsonl");
    Path dead = directory.resolve("dead.jsonl");
    CommandRun run =
        CommandRun.jsonOf(
            set("late-rows", late) + set("dead-letters", dead) + TRADES + COUNTS + LATE_AND_DEAD);
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
    assertThat(letters(late)).containsExactly(late("query 1", ROW_2));
    assertThat(letters(dead)).containsExactly(dead("query 1", ROW_3));
    assertThat(run.err()).contains("query 1: 1 late row dropped", "query 1: 1 dead letter");
    assertThat(run.rows(1)).hasSize(1);
  }

  @Test
  void shouldWriteToOneFileWhenBothOptionsNameIt() throws IOException {
    Path file = directory.resolve("letters.jsonl");
    CommandRun run =
        CommandRun.jsonOf(
            set("late-rows", file)
                + set("dead-letters", directory + "/./letters.jsonl")
                + TRADES
                + COUNTS
                + LATE_AND_DEAD);
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
    assertThat(letters(file)).containsExactly(late("query 1", ROW_2), dead("query 1", ROW_3));
  }

  @Test
  void shouldNameTheGroupWhenItsResultFails() throws IOException {
    Path file = directory.resolve("dead.jsonl");
    CommandRun run =
        CommandRun.jsonOf(
            set("on-failure", "dead-letter")
                + TRADES
                + set("dead-letters", file)
                + """
                SELECT window_start, symbol, 10 / MIN(id) AS r
                FROM trades TUMBLE(ts, INTERVAL '1' MINUTE) GROUP BY window_start, symbol;
                INSERT INTO trades VALUES (0, 'a"b', 1, TIMESTAMP '2024-01-01 00:05:00');
                """);
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
    assertThat(letters(file)).hasSize(1);
    assertThat(letters(file).get(0))
        .startsWith(
            "{\"query\": \"query 1\", \"kind\": \"failed group\", \"sequence\": N, \"reason\": ")
        .contains("division by zero", "\"group\": \"", "symbol=a\\\"b", "2024-01-01T00:05:00")
        .endsWith("\"}");
  }

  @Test
  void shouldWriteLettersOfQueriesBehindTheOptionOnly() throws IOException {
    Path first = directory.resolve("first.jsonl");
    Path second = directory.resolve("second.jsonl");
    String sink =
        "CREATE STREAM f (s TIMESTAMP(3), c BIGINT) WITH ('connector'='file', 'path'='"
            + directory.resolve("f.csv")
            + "');\n";
    CommandRun run =
        CommandRun.jsonOf(
            TRADES
                + sink
                + COUNTS
                + set("late-rows", first)
                + COUNTS
                + set("late-rows", second)
                + "INSERT INTO f "
                + COUNTS
                + LATE_AND_DEAD);
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
    assertThat(letters(first)).containsExactly(late("query 2", ROW_2));
    assertThat(letters(second)).containsExactly(late("insert into f", ROW_2));
  }

  @Test
  void shouldLeaveNoFileWhenThereAreNoLetters() throws IOException {
    Path file = Files.writeString(directory.resolve("late.jsonl"), "old\n");
    CommandRun run =
        CommandRun.jsonOf(
            set("late-rows", file)
                + TRADES
                + COUNTS
                + "INSERT INTO trades VALUES (1, 'a', 1, TIMESTAMP '2024-01-01 00:05:00');\n");
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
    assertThat(file).doesNotExist();
  }

  @Test
  void shouldPackTheFileWhenItsNameEndsInGz() throws IOException {
    Path file = directory.resolve("late.jsonl.gz");
    CommandRun.jsonOf(set("late-rows", file) + TRADES + COUNTS + LATE_AND_DEAD);
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).endsWith(ROW_2 + "\n");
    }
  }

  @Test
  void shouldShowColumnsThatTheQueryDoesNotReadWhenAConnectorMayLeaveThemOut() throws IOException {
    Path file = directory.resolve("dead.jsonl");
    CommandRun run =
        CommandRun.jsonOf(
            set("on-failure", "dead-letter")
                + set("dead-letters", file)
                + """
                CREATE STREAM nation
                  WITH ('connector'='tpch', 'table'='nation', 'scale-factor'='0.01');
                SELECT 1 / (n_nationkey - 3) AS r FROM nation;
                """);
    assertThat(run.err()).contains("query 1: 1 dead letter");
    assertThat(Files.readString(file))
        .contains("\"n_nationkey\": 3, \"n_name\": \"CANADA\", \"n_regionkey\": 1, \"n_comment\"")
        .doesNotContain("\"n_comment\": \"\"");
  }

  @Test
  void shouldWriteEachLetterOnceAndWholeWhenSeveralPartitionsAndQueriesShareAFile()
      throws IOException {
    int count = 3_000;
    Path file = directory.resolve("late.jsonl");
    StringBuilder input = new StringBuilder("id,symbol,ts\n0,x,2024-01-02T00:00:00\n");
    for (int id = 1; id <= count; id++) {
      input.append(id).append(",s").append(id % 17).append(",2024-01-01T00:00:00\n");
    }
    Path source = Files.writeString(directory.resolve("in.csv"), input);
    String query =
        """
        SELECT symbol, window_start, COUNT(*) AS c FROM t TUMBLE(ts, INTERVAL '1' MINUTE)
        GROUP BY symbol, window_start;
        """;
    CommandRun run =
        CommandRun.jsonOf(
            set("late-rows", file)
                + "CREATE STREAM t (id INT, symbol VARCHAR, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)"
                + " WITH ('connector'='file', 'path'='"
                + source
                + "');\n"
                + query
                + query.replace("'1' MINUTE", "'2' MINUTE"),
            "--partitions",
            "4");
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
    List<String> letters = letters(file);
    assertThat(letters).hasSize(2 * count).doesNotHaveDuplicates();
    for (int id = 1; id <= count; id++) {
      String row =
          String.format(
              "\"row\": {\"id\": %d, \"symbol\": \"s%d\", \"ts\": \"2024-01-01T00:00:00\"}}",
              id, id % 17);
      assertThat(letters).contains(late("query 1", row), late("query 2", row));
    }
  }

  @Test
  void shouldStopTheQueryWhenLettersCannotBeWritten() throws IOException {
    StringBuilder rows = new StringBuilder("INSERT INTO trades VALUES (0, 'a', 1, NULL)");
    for (int id = 1; id < 2_000; id++) {
      rows.append(", (").append(id).append(", 'a', 1, NULL)");
    }
    CommandRun run =
        CommandRun.jsonOf(set("dead-letters", "/dev/full") + TRADES + COUNTS + rows + ";\n");
    assertThat(run.err())
        .containsPattern(
            "error: query 1 failed: partition=0, sequence=[0-9]+; cannot write letters: "
                + "dead-letters=/dev/full, letters=[0-9]+, cause=No space left on device; "
                + "make room, or write it elsewhere")
        .contains("--> <stdin>:4:1")
        .containsOnlyOnce("cannot write letters");
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
  }

  @Test
  void shouldFailAndCompleteNoSinkWhenTheLastLettersCannotBeWritten() {
    Path sink = directory.resolve("f.csv");
    CommandRun run =
        CommandRun.jsonOf(
            set("dead-letters", "/dev/full")
                + TRADES
                + "CREATE STREAM f (s TIMESTAMP(3), c BIGINT) WITH ('connector'='file', 'path'='"
                + sink
                + "');\nINSERT INTO f "
                + COUNTS
                + LATE_AND_DEAD);
    assertThat(run.err())
        .contains(
            "error: cannot write letters: dead-letters=/dev/full, letters=1, "
                + "cause=No space left on device; make room, or write it elsewhere",
            "insert into f: 1 dead letter");
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(sink).doesNotExist();
  }

  @Test
  void shouldRefuseAtTheQueryWhenTheFileCannotBeOpened() {
    Path file = directory.resolve("none").resolve("late.jsonl");
    CommandRun run = CommandRun.jsonOf(set("late-rows", file) + TRADES + COUNTS + LATE_AND_DEAD);
    assertThat(run.err())
        .contains(
            "error: cannot write letters: late-rows="
                + file
                + ", letters=0, cause=no such file or directory; check that its directory exists",
            "--> <stdin>:4:1");
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
  }

  @Test
  void shouldRefuseTheOptionWhenItNamesNoFile() {
    for (String value : List.of("", "-", "classpath:x")) {
      assertThat(CommandRun.jsonOf(set("late-rows", value)).err())
          .contains(
              "error: wrong value of option: name=late-rows, value=" + value + "; name a file");
    }
    assertThat(CommandRun.jsonOf(set("late-row", "x")).err())
        .contains("unknown option: name=late-row; did you mean late-rows?");
  }
}

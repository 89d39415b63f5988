package io.millrace.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.console.ExitStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts that go on where they were, and their past. */
@Timeout(300)
class RunDurableTest {
  @TempDir private Path directory;
  private Path input;
  private Path script;

  @BeforeEach
  void writeScript() throws IOException {
    input = Files.writeString(directory.resolve("in.csv"), "id,customer,amount\n");
    script = Files.writeString(directory.resolve("s.sql"), text("hold", "totals.csv", "mid.csv"));
  }

  private String text(String end, String totals, String large) {
    return """
        SET 'end-of-input' = '%s';
        CREATE STREAM orders (id BIGINT, customer VARCHAR, amount BIGINT)
          WITH ('connector' = 'file', 'path' = '%s');
        CREATE STREAM large (customer VARCHAR, amount BIGINT);
        CREATE STREAM totals (customer VARCHAR, total BIGINT)
          WITH ('connector' = 'file', 'path' = '%s', 'changelog' = 'true');
        CREATE STREAM copies (customer VARCHAR, amount BIGINT)
          WITH ('connector' = 'file', 'path' = '%s');
        INSERT INTO large SELECT customer, amount FROM orders WHERE amount > 20;
        INSERT INTO totals SELECT customer, SUM(amount) AS total FROM large GROUP BY customer;
        INSERT INTO copies SELECT customer, amount FROM large;
        """
        .formatted(end, input, directory.resolve(totals), directory.resolve(large));
  }

  private void append(int from, int to) throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int id = from; id < to; id++) {
      rows.append(id).append(",c").append(id % 7).append(',').append(id * 31 % 100).append('\n');
    }
    Files.writeString(input, rows, StandardOpenOption.APPEND);
  }

  private CommandRun run() {
    return CommandRun.of("run", "--durable", directory.resolve("d").toString(), script.toString());
  }

  private void assertLikeOneRun() throws IOException {
    Path whole = Files.writeString(directory.resolve("w.sql"), text("close", "wt.csv", "wm.csv"));
    CommandRun run = CommandRun.of("run", whole.toString());
    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.OK);
    assertThat(directory.resolve("totals.csv"))
        .hasSameTextualContentAs(directory.resolve("wt.csv"));
    assertThat(directory.resolve("mid.csv")).hasSameTextualContentAs(directory.resolve("wm.csv"));
  }

  @Test
  void shouldGoOnWithWhatAFileHasGotSinceTheLastRun() throws IOException {
    for (int from = 0; from < 300; from += 100) {
      append(from, from + 100);
      CommandRun run = run();
      assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.OK);
      if (from > 0) {
        assertThat(run.err()).contains("s.sql: goes on from checkpoint ");
      }
    }
    assertLikeOneRun();
  }

  @Test
  void shouldShowWhatWasPutOutAndTheStateAtASequence() throws IOException {
    append(0, 200);
    assertThat(run().status()).isEqualTo(ExitStatus.OK);
    String run = directory.resolve("d").toString();
    CommandRun rows =
        CommandRun.of("replay", run, "-q", "insert into totals", "-o", "csv", "--until", "1000");
    assertThat(rows.status()).as(rows.err()).isEqualTo(ExitStatus.OK);
    CommandRun again =
        CommandRun.of("replay", run, "-q", "insert into totals", "-o", "csv", "--until", "1000");
    assertThat(again.out()).isEqualTo(rows.out());
    CommandRun state =
        CommandRun.of("replay", run, "-q", "insert into totals", "-o", "csv", "--inspect");
    assertThat(state.status()).as(state.err()).isEqualTo(ExitStatus.OK);
    List<String> totals = Files.readAllLines(directory.resolve("totals.csv"));
    for (int customer = 0; customer < 7; customer++) {
      String name = "c" + customer;
      String last =
          totals.stream().filter(line -> line.contains("," + name + ",")).reduce((a, b) -> b).get();
      assertThat(state.out()).contains(last.substring(last.indexOf(name)));
    }
    CommandRun unknown = CommandRun.of("replay", run, "-q", "insert into total");
    assertThat(unknown.err()).contains("unknown query: name=insert into total");
    assertThat(unknown.status()).isEqualTo(ExitStatus.FAILED);
  }

  /** Whose letters are those of a query that writes to a file, and of one that feeds a stream. */
  private String failing(String source, String letters, String result) {
    return """
        SET 'on-failure' = 'dead-letter';
        CREATE STREAM orders (id BIGINT, customer VARCHAR, amount BIGINT)
          WITH ('connector' = 'file', 'path' = '%s');
        CREATE STREAM shares (id BIGINT, share BIGINT);
        CREATE STREAM rest (id BIGINT, rest BIGINT) WITH ('connector' = 'file', 'path' = '%s');
        SET 'dead-letters' = '%s';
        INSERT INTO shares SELECT id, 100 / (id %% 997) AS share FROM orders;
        INSERT INTO rest SELECT id, 100 / (id %% 499) AS rest FROM shares;
        """
        .formatted(source, directory.resolve(result), directory.resolve(letters));
  }

  private List<String> letters(String file, String query) throws IOException {
    try (InputStream in = Files.newInputStream(directory.resolve(file));
        InputStream text = file.endsWith(".gz") ? new GZIPInputStream(in) : in) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith("{\"query\": \"" + query + "\""))
          .map(line -> line.replaceFirst("\"sequence\": [0-9]+,", ""))
          .toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"letters.jsonl", "letters.jsonl.gz"})
  void shouldHaveEachLetterOnceWhenTheProcessWasKilled(String letters) throws Exception {
    append(0, 200_000);
    Files.writeString(script, failing(input.toString(), letters, "rest.csv"));
    for (int i = 0; i < 3; i++) {
      Process process = start();
      Path rest = directory.resolve("rest.csv");
      while (process.isAlive() && (Files.notExists(rest) || Files.size(rest) < 1_000L * (i + 1))) {
        Thread.onSpinWait();
      }
      process.destroyForcibly().waitFor();
    }
    CommandRun last = run();
    assertThat(last.status()).as(last.err()).isEqualTo(ExitStatus.OK);
    String other = letters.replace("letters", "plain");
    Path plain = directory.resolve("plain.sql");
    Files.writeString(plain, failing(input.toString(), other, "plain.csv"));
    CommandRun run = CommandRun.of("run", plain.toString());
    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.OK);
    for (String query : List.of("insert into shares", "insert into rest")) {
      List<String> expected = letters(other, query);
      assertThat(expected).as(query).hasSizeGreaterThan(200);
      assertThat(letters(letters, query)).as(query).isEqualTo(expected);
    }
    assertThat(directory.resolve("rest.csv"))
        .hasSameTextualContentAs(directory.resolve("plain.csv"));
  }

  @Test
  void shouldReplayWhatWasTakenUnderHigherLimits() throws IOException {
    append(0, 10);
    String durable = directory.resolve("d").toString();
    String ids = IntStream.range(0, 6_000).mapToObj(Integer::toString).collect(joining(", "));
    String text = text("close", "totals.csv", "mid.csv");
    Files.writeString(script, text.replace("WHERE ", "WHERE id IN (" + ids + ") AND "));
    CommandRun run =
        CommandRun.of(
            "run", "--durable", durable, script.toString(), "--limit", "list-values=10000");
    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.OK);
    CommandRun again = CommandRun.of("replay", durable, "-q", "insert into copies", "-o", "csv");
    assertThat(again.status()).as(again.err()).isEqualTo(ExitStatus.OK);
  }

  @Test
  void shouldGoOnWhenTheProcessWasKilled() throws Exception {
    append(0, 200_000);
    for (int i = 0; i < 3; i++) {
      Process process = start();
      while (process.isAlive() && !hasOutput(i)) {
        Thread.onSpinWait();
      }
      process.destroyForcibly().waitFor();
    }
    CommandRun last = run();
    assertThat(last.status()).as(last.err()).isEqualTo(ExitStatus.OK);
    assertLikeOneRun();
  }

  /** Whether a run has come so far that killing it is no use before its first row. */
  private boolean hasOutput(int run) throws IOException {
    Path totals = directory.resolve("totals.csv");
    return Files.exists(totals) && Files.size(totals) > 1_000L * (run + 1);
  }

  private Process start() throws IOException {
    String durable = directory.resolve("d").toString();
    return CommandRun.start(
        directory.resolve("log"),
        List.of("run", "--durable", durable, "--checkpoint-every", "1", script.toString()));
  }
}

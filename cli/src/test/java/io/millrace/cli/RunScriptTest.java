package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.console.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What scripts mean: order of statements, feeding, sinks, settings, end of input. */
class RunScriptTest {
  private static final String TRADES =
      """
      CREATE STREAM trades (id INT, symbol VARCHAR, price DECIMAL(10, 2), ts TIMESTAMP(3),
        WATERMARK FOR ts AS ts - INTERVAL '0' SECOND);
      """;

  @TempDir private Path directory;

  @Test
  void shouldPrintExactLineWhenOutputIsJson() {
    CommandRun run =
        CommandRun.jsonOf(
            """
            CREATE STREAM o (order_id BIGINT, total DECIMAL(10, 2), ts TIMESTAMP(3), x VARCHAR);
            SELECT * FROM o;
            INSERT INTO o VALUES (1, 10.50, TIMESTAMP '2024-01-01 00:00:00', NULL);
            """);
    assertThat(run.err()).doesNotContain("error");
    assertThat(run.out())
        .isEqualTo(
            "{\"query\": 1, \"op\": \"+I\", \"row\": {\"order_id\": 1, \"total\": 10.50, "
                + "\"ts\": \"2024-01-01T00:00:00\", \"x\": null}}\n");
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
  }

  @Test
  void shouldSeeLaterRowsOnlyWhenQueryStandsBehindInsert() {
    CommandRun run =
        CommandRun.jsonOf(
            """
            CREATE STREAM a (n INT);
            SELECT n FROM a;
            INSERT INTO a VALUES (1), (2);
            SELECT n * 10 AS m FROM a;
            INSERT INTO a VALUES (3);
            """);
    assertThat(run.rows(1)).containsExactly("+I {\"n\": 1}", "+I {\"n\": 2}", "+I {\"n\": 3}");
    assertThat(run.rows(2)).containsExactly("+I {\"m\": 30}");
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
  }

  @Test
  void shouldKeepOrderWhenStreamsAreFedInTurns() {
    CommandRun run =
        CommandRun.jsonOf(
            """
            CREATE STREAM a (n INT);
            CREATE STREAM b (m INT);
            SELECT n, COUNT(*) AS c FROM a GROUP BY n;
            SELECT m FROM b WHERE m > 1;
            INSERT INTO a VALUES (1), (1);
            INSERT INTO b VALUES (1), (2);
            INSERT INTO a VALUES (2), (1);
            """);
    assertThat(run.rows(1))
        .containsExactly(
            "+I {\"n\": 1, \"c\": 1}",
            "+U {\"n\": 1, \"c\": 2}",
            "+I {\"n\": 2, \"c\": 1}",
            "+U {\"n\": 1, \"c\": 3}");
    assertThat(run.rows(2)).containsExactly("+I {\"m\": 2}");
  }

  @Test
  void shouldTakeThePolicyForOverloadWhenAConnectorFeedsTheStream() throws IOException {
    Path file = Files.writeString(directory.resolve("a.csv"), "n\n1\n2\n");
    String script =
        "CREATE STREAM a (n INT) WITH ('connector' = 'file', 'path' = '%s', 'overload' ="
            + " 'conflate', 'overload.key' = '%s');\nSELECT n FROM a;\n";
    CommandRun run = CommandRun.jsonOf(String.format(script, file, "n"));
    assertThat(run.rows(1)).containsExactly("+I {\"n\": 1}", "+I {\"n\": 2}");
    assertThat(CommandRun.jsonOf(String.format(script, file, "m")).err())
        .contains("unknown column in a key: stream=a, column=m");
  }

  @Test
  void shouldCloseWindowsWhenScriptEnds() {
    CommandRun run = CommandRun.jsonOf(TRADES + windowed(""));
    assertThat(run.rows(1))
        .containsExactly(
            "+I {\"window_start\": \"2024-01-01T00:00:00\", \"c\": 2}",
            "+I {\"window_start\": \"2024-01-01T00:01:00\", \"c\": 1}");
  }

  @Test
  void shouldLeaveWindowsOpenWhenEndOfInputHolds() {
    CommandRun run = CommandRun.jsonOf(TRADES + windowed("SET 'end-of-input' = 'hold';"));
    assertThat(run.rows(1))
        .containsExactly("+I {\"window_start\": \"2024-01-01T00:00:00\", \"c\": 2}");
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
  }

  private static String windowed(String setting) {
    return """
        %s
        SELECT window_start, COUNT(*) AS c FROM trades TUMBLE(ts, INTERVAL '1' MINUTE)
        GROUP BY window_start;
        INSERT INTO trades VALUES
          (1, 'a', 1, TIMESTAMP '2024-01-01 00:00:00'),
          (2, 'a', 1, TIMESTAMP '2024-01-01 00:00:59.999'),
          (3, 'a', 1, TIMESTAMP '2024-01-01 00:01:00');
        """
        .formatted(setting);
  }

  @Test
  void shouldCountLateRowsWhenTheyAreBehindWatermark() {
    CommandRun run =
        CommandRun.jsonOf(
            TRADES
                + """
                SELECT window_start, COUNT(*) AS c FROM trades TUMBLE(ts, INTERVAL '1' MINUTE)
                GROUP BY window_start;
                INSERT INTO trades VALUES
                  (1, 'a', 1, TIMESTAMP '2024-01-01 00:05:00'),
                  (2, 'a', 1, TIMESTAMP '2024-01-01 00:00:00'),
                  (3, 'a', 1, TIMESTAMP '2024-01-01 00:01:00'),
                  (4, 'a', 1, TIMESTAMP '2024-01-01 00:02:00');
                """);
    assertThat(run.rows(1)).hasSize(1);
    assertThat(run.err()).contains("query 1: 3 late rows dropped");
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
  }

  @Test
  void shouldWriteFileWhenInsertingIntoSink() throws IOException {
    Path file = directory.resolve("out.csv");
    CommandRun run =
        CommandRun.jsonOf(
            """
            CREATE STREAM a (n INT, s VARCHAR);
            CREATE STREAM f (n INT, s VARCHAR)
              WITH ('connector'='file', 'path'='${file}', 'format'='csv');
            INSERT INTO f SELECT n, s FROM a WHERE n > 1;
            SELECT n FROM a;
            INSERT INTO a VALUES (1, 'x'), (2, 'y,z'), (3, NULL);
            """,
            "--set",
            "file=" + file);
    assertThat(run.err()).doesNotContain("error").contains("insert into f: 2 rows");
    assertThat(Files.readString(file)).isEqualTo("n,s\n2,\"y,z\"\n3,\n");
    assertThat(run.rows(1)).hasSize(3);
  }

  @Test
  void shouldFeedStreamWhenInsertingIntoStreamWithoutConnector() {
    CommandRun run =
        CommandRun.jsonOf(
            """
            CREATE STREAM a (n INT);
            CREATE STREAM b (m INT);
            SELECT m, COUNT(*) AS c FROM b GROUP BY m;
            INSERT INTO b SELECT n + 1 FROM a WHERE n > 1;
            INSERT INTO a VALUES (1), (2), (2), (3);
            """);
    assertThat(run.err()).doesNotContain("error");
    assertThat(run.rows(1))
        .containsExactly(
            "+I {\"m\": 3, \"c\": 1}", "+U {\"m\": 3, \"c\": 2}", "+I {\"m\": 4, \"c\": 1}");
  }

  @Test
  void shouldReadFileBehindWholeScriptWhenStreamHasConnector() throws IOException {
    Path file = Files.writeString(directory.resolve("in.csv"), "n,s\n1,x\n2,\n3,z");
    CommandRun run =
        CommandRun.jsonOf(
            """
            CREATE STREAM f (n INT, s VARCHAR)
              WITH ('connector'='file', 'path'='${file}', 'format'='csv');
            SELECT n FROM f;
            SELECT s FROM f WHERE n > 1;
            """,
            "--set",
            "file=" + file);
    assertThat(run.rows(1)).containsExactly("+I {\"n\": 1}", "+I {\"n\": 2}", "+I {\"n\": 3}");
    assertThat(run.rows(2)).containsExactly("+I {\"s\": null}", "+I {\"s\": \"z\"}");
    assertThat(run.err()).contains("3 rows read");
  }

  @Test
  void shouldReadStandardInputWhenPathIsMinus() throws IOException {
    Path script =
        Files.writeString(
            directory.resolve("a.sql"),
            """
            CREATE STREAM f (n INT) WITH ('connector'='file', 'path'='-', 'format'='jsonl');
            SELECT n FROM f;
            """);
    CommandRun run =
        CommandRun.withInput("{\"n\": 5}\n{\"n\": 6}\n", "run", script.toString(), "-o", "csv");
    assertThat(run.out()).isEqualTo("query,op,n\n1,+I,5\n1,+I,6\n");
  }

  @Test
  void shouldPrintTableWhenNothingElseIsAsked() throws IOException {
    Path script =
        Files.writeString(
            directory.resolve("a.sql"),
            "CREATE STREAM a (n INT, s VARCHAR); SELECT * FROM a; INSERT INTO a VALUES (1, NULL)");
    CommandRun run = CommandRun.of("run", script.toString());
    assertThat(run.out()).isEqualTo("query 1\n n │ s\n───┼──────\n 1 │ NULL\n");
  }

  @Test
  void shouldChangeSettingsWhenScriptSaysSo() {
    CommandRun run =
        CommandRun.withInput(
            """
            SET 'output' = 'csv';
            SET 'partitions' = '3';
            SET 'batch-rows' = '7';
            SET 'memory-budget' = '64m';
            CREATE STREAM a (n INT);
            SELECT n, COUNT(*) AS c FROM a GROUP BY n;
            INSERT INTO a VALUES (1), (2), (1);
            """,
            "run",
            "-");
    assertThat(run.lines())
        .containsExactlyInAnyOrder("query,op,n,c", "1,+I,1,1", "1,+I,2,1", "1,+U,1,2");
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
  }

  @Test
  void shouldGiveSameRowsWhenPartitionsBatchAndWaitDiffer() {
    String script =
        """
        CREATE STREAM a (k INT, v INT);
        SELECT k, COUNT(*) AS c, SUM(v) AS s FROM a GROUP BY k;
        INSERT INTO a VALUES (1, 1), (2, 2), (3, 3), (1, 4), (2, 5), (1, 6), (4, 7), (5, 8), (1, 9);
        """;
    CommandRun first = CommandRun.jsonOf(script);
    for (String options :
        new String[] {
          "-p 2", "-p 8 -b 1", "-b 1", "-b 7 -w yielding", "-w busy-spin", "-w sleeping -p 3"
        }) {
      CommandRun other = CommandRun.jsonOf(script, options.split(" "));
      assertThat(other.lines()).as(options).containsExactlyInAnyOrderElementsOf(first.lines());
    }
    assertThat(CommandRun.jsonOf(script, "-b", "1").out()).isEqualTo(first.out());
  }

  @Test
  void shouldDropStreamWhenNobodyReadsIt() {
    CommandRun run =
        CommandRun.jsonOf(
            """
            CREATE STREAM a (n INT);
            DROP STREAM a;
            DROP STREAM IF EXISTS a;
            CREATE STREAM a (m INT);
            CREATE STREAM IF NOT EXISTS a (k INT);
            SELECT m FROM a;
            INSERT INTO a VALUES (1);
            """);
    assertThat(run.err()).doesNotContain("error");
    assertThat(run.rows(1)).containsExactly("+I {\"m\": 1}");
  }

  @Test
  void shouldPrintPlanAsideWhenOutputIsForPrograms() {
    String script = "CREATE STREAM a (n INT); EXPLAIN SELECT n FROM a WHERE n > 1;";
    CommandRun json = CommandRun.jsonOf(script);
    assertThat(json.out()).isEmpty();
    CommandRun table = CommandRun.withInput(script, "run", "-");
    assertThat(table.out()).isNotBlank();
    assertThat(json.err()).contains(table.out().strip());
  }

  @Test
  void shouldCloseWindowsOfFedStreamWhenItsSourceEnds() {
    CommandRun run =
        CommandRun.jsonOf(
            TRADES
                + """
                CREATE STREAM late (symbol VARCHAR, ts TIMESTAMP(3), WATERMARK FOR ts AS ts);
                CREATE STREAM counts (ts TIMESTAMP(3), c BIGINT, WATERMARK FOR ts AS ts);
                SELECT window_start, SUM(c) AS c FROM counts TUMBLE(ts, INTERVAL '1' HOUR)
                GROUP BY window_start;
                INSERT INTO counts SELECT window_start, COUNT(*) AS c
                FROM late TUMBLE(ts, INTERVAL '1' MINUTE) GROUP BY window_start;
                INSERT INTO late SELECT symbol, ts FROM trades;
                INSERT INTO trades VALUES
                  (1, 'a', 1, TIMESTAMP '2024-01-01 00:00:00'),
                  (2, 'a', 1, TIMESTAMP '2024-01-01 00:00:30'),
                  (3, 'a', 1, TIMESTAMP '2024-01-01 01:00:00');
                """);
    assertThat(run.err()).doesNotContain("error");
    assertThat(run.rows(1))
        .containsExactly(
            "+I {\"window_start\": \"2024-01-01T00:00:00\", \"c\": 2}",
            "+I {\"window_start\": \"2024-01-01T01:00:00\", \"c\": 1}");
  }

  @Test
  void shouldRefuseWhenStreamsFeedEachOther() {
    CommandRun run =
        CommandRun.jsonOf(
            """
            CREATE STREAM a (n INT);
            CREATE STREAM b (n INT);
            INSERT INTO b SELECT n FROM a;
            INSERT INTO a SELECT n FROM b;
            """);
    assertThat(run.err())
        .contains("error: query would feed itself: stream=b", "--> <stdin>:4:1", "^");
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
  }

  @Test
  void shouldRefuseWhenStreamIsReadAndWritten() {
    CommandRun run =
        CommandRun.jsonOf(
            """
            CREATE STREAM f (n INT) WITH ('connector'='file', 'path'='x.csv');
            CREATE STREAM a (n INT);
            SELECT n FROM f;
            INSERT INTO f SELECT n FROM a;
            """);
    assertThat(run.err()).contains("error: stream is read and written: name=f", "--> <stdin>:4:1");
  }

  @Test
  void shouldPrintQueriesInTurnWhenThereAreSeveral() throws IOException {
    StringBuilder rows = new StringBuilder("n\n");
    for (int i = 0; i < 200_000; i++) {
      rows.append(i * 31 % 1000).append('\n');
    }
    Path file = Files.writeString(directory.resolve("in.csv"), rows);
    String script =
        """
        CREATE STREAM f (n INT) WITH ('connector'='file', 'path'='${file}');
        SELECT n FROM f WHERE n < 100;
        SELECT n, COUNT(*) AS c FROM f GROUP BY n;
        SELECT COUNT(*) AS c FROM f;
        """;
    CommandRun first = CommandRun.jsonOf(script, "-s", "file=" + file);
    assertThat(first.lines()).hasSize(420_000);
    for (int i = 0; i < 3; i++) {
      CommandRun again = CommandRun.jsonOf(script, "-s", "file=" + file);
      assertThat(again.out().equals(first.out())).as("run %s", i).isTrue();
    }
  }

  @Test
  void shouldRunWhenScriptHasMarkAndLineEndsOfWindows() {
    CommandRun run =
        CommandRun.jsonOf(
            "\ufeffCREATE STREAM a (n INT);\r\nSELECT n -- all\r\nFROM a;\r\n"
                + "INSERT INTO a VALUES (1)\r\n");
    assertThat(run.err()).doesNotContain("error");
    assertThat(run.rows(1)).containsExactly("+I {\"n\": 1}");
  }

  @Test
  void shouldPrintOldValuesWhenAsked() {
    CommandRun run =
        CommandRun.jsonOf(
            """
            SET 'old-values' = 'true';
            CREATE STREAM a (n INT);
            SELECT n, COUNT(*) AS c FROM a GROUP BY n;
            INSERT INTO a VALUES (1), (1);
            """);
    assertThat(run.rows(1))
        .containsExactly(
            "+I {\"n\": 1, \"c\": 1}", "-U {\"n\": 1, \"c\": 1}", "+U {\"n\": 1, \"c\": 2}");
  }

  @Test
  void shouldDescribeDeadLettersWhenRowsHaveNoEventTime() {
    CommandRun run =
        CommandRun.jsonOf(
            TRADES
                + """
                SELECT window_start, COUNT(*) AS c FROM trades TUMBLE(ts, INTERVAL '1' MINUTE)
                GROUP BY window_start;
                INSERT INTO trades VALUES (1, 'a', 1, NULL), (2, 'a', 1, NULL), (3, 'b', 2, NULL),
                  (4, 'b', 2, NULL), (5, 'b', 2, TIMESTAMP '2024-01-01 00:00:00');
                """);
    assertThat(run.rows(1)).hasSize(1);
    assertThat(run.err()).contains("query 1: 4 dead letters", "row={\"ts\": null}", "query 1: …");
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
  }
}

package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.console.ExitStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own: pipes, signals and exit status. */
@Timeout(120)
class RunProcessTest {
  private static final String INTERRUPT = "INT";
  private static final int SIGINT = 2;

  @TempDir private Path directory;
  private Process process;

  @AfterEach
  void endProcess() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private Process start(String script, String... options) throws IOException {
    Path file = Files.writeString(directory.resolve("a.sql"), script);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Main.class.getName(), "run", file.toString(), "-o", "jsonl"));
    command.addAll(List.of(options));
    process =
        new ProcessBuilder(command)
            .redirectError(directory.resolve("err").toFile())
            .directory(directory.toFile())
            .start();
    return process;
  }

  private static BufferedReader output(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private static Writer input(Process process) {
    return process.outputWriter(StandardCharsets.UTF_8);
  }

  private static void send(Process process, String signal)
      throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
  }

  private static String row(int n) {
    return "{\"query\": 1, \"op\": \"+I\", \"row\": {\"n\": " + n + "}}";
  }

  private String err() throws IOException {
    return Files.readString(directory.resolve("err"));
  }

  @Test
  void shouldShowRowAtOnceWhenInputPauses() throws Exception {
    Process run =
        start(
            """
            CREATE STREAM f (n INT) WITH ('connector'='file', 'path'='-', 'format'='jsonl');
            SELECT n FROM f;
            """);
    Writer in = input(run);
    BufferedReader out = output(run);
    for (int n = 1; n <= 3; n++) {
      in.write("{\"n\": " + n + "}\n");
      in.flush();
      assertThat(out.readLine()).isEqualTo(row(n));
    }
    in.close();
    assertThat(out.readLine()).isNull();
    assertThat(run.waitFor()).isEqualTo(ExitStatus.OK);
    assertThat(err()).contains("query 1: 3 rows");
  }

  @Test
  void shouldFinishWhatItHasWhenInterrupted() throws Exception {
    Process run =
        start(
            """
            CREATE STREAM f (n INT) WITH ('connector'='file', 'path'='-', 'format'='jsonl');
            CREATE STREAM o (c BIGINT) WITH ('connector'='file', 'path'='o.csv');
            SELECT n FROM f;
            INSERT INTO o SELECT COUNT(*) AS c FROM f EMIT FINAL;
            """);
    Writer in = input(run);
    BufferedReader out = output(run);
    in.write("{\"n\": 1}\n{\"n\": 2}\n");
    in.flush();
    assertThat(out.readLine()).isEqualTo(row(1));
    assertThat(out.readLine()).isEqualTo(row(2));
    send(run, INTERRUPT);
    assertThat(run.waitFor()).isEqualTo(ExitStatus.ofSignal(SIGINT));
    assertThat(directory.resolve("o.csv")).hasContent("c\n2");
    assertThat(err()).contains("query 1: 2 rows", "stopped after");
  }

  @Test
  void shouldEndAtOnceWhenInterruptedTwice() throws Exception {
    StringBuilder rows = new StringBuilder("n\n");
    for (int i = 0; i < 100_000; i++) {
      rows.append(i).append('\n');
    }
    Files.writeString(directory.resolve("in.csv"), rows);
    Process run =
        start(
            """
            CREATE STREAM f (n INT) WITH ('connector'='file', 'path'='in.csv');
            SELECT n FROM f;
            """);
    assertThat(run.getInputStream().read()).isEqualTo('{');
    do {
      send(run, INTERRUPT);
    } while (!run.waitFor(100, TimeUnit.MILLISECONDS));
    assertThat(run.exitValue()).isEqualTo(ExitStatus.ofSignal(SIGINT));
  }

  @Test
  void shouldEndQuietlyWhenNobodyReadsOutput() throws Exception {
    StringBuilder rows = new StringBuilder("n\n");
    for (int i = 0; i < 1_000_000; i++) {
      rows.append(i).append('\n');
    }
    Files.writeString(directory.resolve("in.csv"), rows);
    Process run =
        start(
            """
            CREATE STREAM f (n INT) WITH ('connector'='file', 'path'='in.csv');
            SELECT n FROM f;
            """);
    BufferedReader out = output(run);
    assertThat(out.readLine()).isEqualTo(row(0));
    out.close();
    assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(run.exitValue()).isEqualTo(ExitStatus.BROKEN_PIPE);
    assertThat(err()).isEmpty();
  }

  @Test
  void shouldSayFailureWhenScriptIsWrong() throws Exception {
    Process run = start("SELECT 1 FROM nowhere;");
    assertThat(run.waitFor()).isEqualTo(ExitStatus.FAILED);
    assertThat(err()).contains("error: ", "a.sql:1:15");
  }

  /** Neither Calcite's settings, nor services, nor classes. */
  @Test
  void shouldLoadNothingFromTheWorkingDirectory() throws Exception {
    Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    Files.writeString(directory.resolve("saffron.properties"), "calcite.default.charset=none\n");
    for (String service :
        List.of("io.millrace.query.QueryCompiler", "io.millrace.connector.ConnectorFactory")) {
      Files.writeString(services.resolve(service), "no.such.Class\n");
    }
    Path overridden = Files.createDirectories(directory.resolve("io/millrace/sql"));
    Files.writeString(overridden.resolve("SqlCompiler.class"), "no class");
    start(
        "CREATE STREAM s (n BIGINT, v VARCHAR); SELECT n FROM s WHERE v = 'x';"
            + " INSERT INTO s VALUES (1, 'x');");
    assertThat(output(process).readLine()).as(err()).isEqualTo(row(1));
    assertThat(process.waitFor()).as(err()).isZero();
  }
}

package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.console.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several scripts in one command. */
class RunSeriesTest {
  @TempDir private Path directory;
  private String good;
  private String bad;
  private String other;

  @BeforeEach
  void writeScripts() throws IOException {
    good = write("good.sql", "CREATE STREAM a (n INT); SELECT n FROM a; INSERT INTO a VALUES (1);");
    bad = write("bad.sql", "CREATE STREAM a (n INT);\nSELECT m FROM a;");
    other =
        write("other.sql", "CREATE STREAM a (n INT); SELECT n FROM a; INSERT INTO a VALUES (2);");
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  @Test
  void shouldGoOnWhenOneScriptFails() {
    CommandRun run = CommandRun.of("run", "-o", "jsonl", good, bad, other);
    assertThat(run.lines())
        .containsExactly(
            "{\"query\": 1, \"op\": \"+I\", \"row\": {\"n\": 1}}",
            "{\"query\": 1, \"op\": \"+I\", \"row\": {\"n\": 2}}");
    assertThat(run.err()).contains("--> " + bad + ":2:8");
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
  }

  @Test
  void shouldWriteFilesWhenDirectoryIsGiven() throws IOException {
    Path results = directory.resolve("new/results");
    String missing = directory.resolve("missing.sql").toString();
    CommandRun run =
        CommandRun.of("run", "-o", "csv", "-d", results.toString(), good, bad, missing, other);
    assertThat(run.out()).isEmpty();
    assertThat(results.resolve("good.csv")).hasContent("query,op,n\n1,+I,1");
    assertThat(results.resolve("good.err")).doesNotExist();
    assertThat(results.resolve("bad.csv")).isEmptyFile();
    assertThat(Files.readString(results.resolve("bad.err")))
        .startsWith("error: ")
        .contains("--> " + bad + ":2:8", "SELECT m FROM a", "^");
    assertThat(results.resolve("missing.csv")).isEmptyFile();
    assertThat(results.resolve("missing.err")).content().contains("no such script");
    assertThat(results.resolve("other.csv")).hasContent("query,op,n\n1,+I,2");
    assertThat(run.err())
        .contains("error: script failed: path=" + bad + "; see " + results.resolve("bad.err"));
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
  }

  @Test
  void shouldDeleteOldErrorsWhenScriptGoesWellAgain() throws IOException {
    write("good.err", "old");
    CommandRun run = CommandRun.of("run", "-d", directory.toString(), good);
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
    assertThat(directory.resolve("good.err")).doesNotExist();
    assertThat(directory.resolve("good.txt")).isNotEmptyFile();
  }

  @Test
  void shouldRefuseWhenTwoScriptsHaveOneResultFile() throws IOException {
    Files.createDirectory(directory.resolve("sub"));
    String twin = write("sub/good.sql", "");
    CommandRun run = CommandRun.of("run", "-d", directory.toString(), good, twin);
    assertThat(run.err()).contains("two scripts have one result file: " + good + ", " + twin);
    assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
  }

  @Test
  void shouldRefuseWhenStandardInputIsNamedTwice() {
    CommandRun run = CommandRun.of("run", "-", "-");
    assertThat(run.err()).contains("standard input is named twice");
    assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
  }

  @Test
  void shouldFailWhenDirectoryIsFile() {
    CommandRun run = CommandRun.of("run", "-d", good, other);
    assertThat(run.err()).contains("error: ", "not a directory", good);
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
  }
}

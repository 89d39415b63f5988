package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.console.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --allow} and {@code --limit} leave to a script. */
class RunAllowTest {
  @TempDir private Path temporary;
  private Path directory;

  @BeforeEach
  void makeFiles() throws IOException {
    directory = temporary.toRealPath();
    Files.createDirectories(directory.resolve("in"));
    Files.createDirectories(directory.resolve("out"));
    Files.writeString(directory.resolve("in/a.csv"), "n\n1\n");
    Files.writeString(directory.resolve("secret.csv"), "n\n7\n");
  }

  private String reading(String path) {
    return "CREATE STREAM f (n BIGINT)\n  WITH ('connector' = 'file', 'path' = '"
        + directory.resolve("in")
        + "/"
        + path
        + "');\nSELECT n FROM f;\n";
  }

  private String writing(String path) {
    return "CREATE STREAM a (n BIGINT); SELECT n FROM a;\n"
        + "CREATE STREAM g (n BIGINT) WITH ('connector' = 'file', 'path' = '"
        + directory
        + "/"
        + path
        + "');\nINSERT INTO g SELECT n FROM a;\nINSERT INTO a VALUES (1);\n";
  }

  @Test
  void shouldReachEverythingLocalUnlessSomethingIsSaid() {
    CommandRun run = CommandRun.jsonOf(reading("../secret.csv") + writing("out/x.csv"));
    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.OK);
    assertThat(run.rows(1)).containsExactly("+I {\"n\": 7}");
    assertThat(directory.resolve("out/x.csv")).exists();
  }

  @Test
  void shouldMarkThePathWhenAFileMustNotBeRead() {
    String path = directory.resolve("in") + "/../secret.csv";
    CommandRun run =
        CommandRun.jsonOf(
            reading("../secret.csv"), "--allow", "file:read:" + directory.resolve("in"));
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains(
            "error: file must not be read: stream=f, path="
                + path
                + ", allowed=read "
                + directory.resolve("in")
                + "; name one that is allowed, or have it allowed by whoever runs the engine")
        .contains("--> <stdin>:2:40")
        .containsPattern("\\| +\\^{" + (path.length() + 2) + "}");
  }

  @Test
  void shouldReadAndWriteWhereThatIsAllowed() {
    CommandRun run =
        CommandRun.jsonOf(
            reading("a.csv") + writing("out/y.csv"),
            "--allow=file:read:" + directory.resolve("in"),
            "--allow=file:write:" + directory.resolve("out"));
    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.OK);
    assertThat(run.rows(1)).containsExactly("+I {\"n\": 1}");
    assertThat(directory.resolve("out/y.csv")).hasContent("n\n1\n");
  }

  @Test
  void shouldMarkThePathWhenAFileMustNotBeWritten() {
    CommandRun run =
        CommandRun.jsonOf(writing("in/a.csv"), "--allow=file:write:" + directory.resolve("out"));
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.err())
        .contains("error: file must not be written: stream=g, path=" + directory + "/in/a.csv, ")
        .contains("--> <stdin>:2:");
    assertThat(directory.resolve("in/a.csv")).hasContent("n\n1\n");
  }

  @Test
  void shouldWriteLettersWhereThatIsAllowedOnly() {
    String allowed = "--allow=file:write:" + directory.resolve("out");
    String script =
        "SET 'on-failure' = 'dead-letter'; CREATE STREAM a (n BIGINT);\nSET 'dead-letters' = '"
            + directory
            + "/%s';\nSELECT 1 / n AS r FROM a;\nINSERT INTO a VALUES (0);\n";
    CommandRun refused = CommandRun.jsonOf(script.formatted("secret.csv"), allowed);
    assertThat(refused.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(refused.err())
        .contains("error: file must not be written: dead-letters=" + directory + "/secret.csv, ")
        .contains("--> <stdin>:3:1");
    assertThat(directory.resolve("secret.csv")).hasContent("n\n7\n");
    CommandRun taken = CommandRun.jsonOf(script.formatted("out/dead.jsonl"), allowed);
    assertThat(taken.status()).as(taken.err()).isEqualTo(ExitStatus.OK);
    assertThat(directory.resolve("out/dead.jsonl")).content().contains("division by zero");
  }

  @Test
  void shouldMarkTheConnectorWhenItIsNotAllowed() {
    String script =
        "CREATE STREAM orders WITH ('connector' = 'tpch', 'scale-factor' = '0.001');"
            + " SELECT COUNT(*) AS n FROM orders EMIT FINAL;";
    CommandRun run = CommandRun.jsonOf(script, "--allow", "none");
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.err())
        .contains(
            "error: connector is not allowed: stream=orders, connector=tpch, allowed=nothing; leave"
                + " the connector out, or have it allowed by whoever runs the engine")
        .contains("--> <stdin>:1:42");
    assertThat(CommandRun.jsonOf(script, "--allow", "tpch").rows(1))
        .containsExactly("+I {\"n\": 1500}");
  }

  @Test
  void shouldTellStandardStreamsAndResourcesFromFiles() throws IOException {
    String echo =
        "CREATE STREAM i (n BIGINT) WITH ('connector'='file', 'path'='-', 'format'='csv');"
            + " CREATE STREAM o (n BIGINT) WITH ('connector'='file', 'path'='-', 'format'='csv');"
            + " INSERT INTO o SELECT n FROM i;";
    String script = Files.writeString(directory.resolve("e.sql"), echo).toString();
    String[] names = {"file:stdin", "file:stdout"};
    for (String missing : names) {
      String other = missing.equals(names[0]) ? names[1] : names[0];
      CommandRun run = CommandRun.withInput("n\n5\n", "run", script, "--allow", other);
      assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
      assertThat(run.err()).contains(" must not be ").contains(script + ":1:");
      assertThat(run.out()).doesNotContain("5");
    }
    CommandRun run =
        CommandRun.withInput("n\n5\n", "run", script, "--allow", names[0], "--allow", names[1]);
    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.OK);
    assertThat(run.out()).contains("5");
    String resource =
        "CREATE STREAM r (n BIGINT) WITH ('connector'='file', 'format'='csv',"
            + " 'path'='classpath:io/millrace/cli/version.properties'); SELECT n FROM r;";
    assertThat(CommandRun.jsonOf(resource, "--allow", "file:stdin").err())
        .contains("resource must not be read: stream=r");
    assertThat(CommandRun.jsonOf(resource, "--allow", "file:classpath").err())
        .doesNotContain("must not be read");
  }

  @Test
  void shouldKeepTheLimitsOfTheCommandLine() {
    String script = "CREATE STREAM a (n BIGINT, m BIGINT);\nSELECT n FROM a; SELECT m FROM a;";
    assertThat(CommandRun.jsonOf(script, "--limit", "queries=2").status()).isEqualTo(0);
    CommandRun queries = CommandRun.jsonOf(script, "--limit", "queries=1");
    assertThat(queries.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(queries.err())
        .contains(
            "error: too many queries: queries=1, limit=1; cancel a query, or raise the limit"
                + " queries")
        .contains("--> <stdin>:2:18");
    assertThat(CommandRun.jsonOf(script, "--limit=columns=1", "--limit=queries=5").err())
        .contains("too many columns: stream=a, columns=2, limit=1;")
        .contains("--> <stdin>:1:28");
  }

  @Test
  void shouldNotLetAScriptRaiseItsMemory() {
    String script = "SET 'memory-budget' = '64m';\nCREATE STREAM a (n BIGINT); SELECT n FROM a;";
    assertThat(CommandRun.jsonOf(script, "--memory", "64m").status()).isEqualTo(ExitStatus.OK);
    CommandRun run = CommandRun.jsonOf(script, "--memory", "63m");
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.err())
        .contains(
            "error: more memory than the command line allows: name=memory-budget, value=64m,"
                + " --memory=66060288; ask for less, or raise --memory")
        .contains("--> <stdin>:1:1");
  }
}

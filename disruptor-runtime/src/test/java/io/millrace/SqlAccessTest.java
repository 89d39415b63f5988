package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.access.ConnectorAccess;
import io.millrace.access.FileAccess;
import io.millrace.query.SqlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What SQL that is given to an engine can reach: nothing, until the program allows it. */
class SqlAccessTest {
  private static final String CONNECTED =
      "CREATE STREAM a (x BIGINT);\nCREATE STREAM b (x BIGINT)\n  WITH ('connector' = 'file',"
          + " 'path' = '/etc/passwd')";

  @TempDir private Path directory;

  @Test
  void shouldRefuseAConnectorThatIsNotAllowedWhereItStands() {
    try (Millrace engine = Millrace.start()) {
      SqlException refusal =
          catchThrowableOfType(SqlException.class, () -> engine.execute(CONNECTED));
      assertThat(refusal.render(CONNECTED, "x.sql").lines())
          .containsExactly(
              "error: connector is not allowed: stream=b, connector=file, allowed=nothing; leave"
                  + " the connector out, or have it allowed by whoever runs the engine",
              "  --> x.sql:3:23",
              "   3 |   WITH ('connector' = 'file', 'path' = '/etc/passwd')",
              "     |                       ^^^^^^");
      assertThat(engine.catalog().find("b")).isNull();
      assertThat(engine.catalog().find("a")).isNotNull();
    }
  }

  @Test
  void shouldDeclareAStreamWithAConnectorThatIsAllowed() {
    MillraceConfig config =
        MillraceConfig.defaults()
            .withConnectorAccess(
                ConnectorAccess.none().withFiles(FileAccess.none().reading(directory)));
    try (Millrace engine = Millrace.start(config)) {
      engine.execute(CONNECTED);
      assertThat(engine.catalog().find("b").options()).containsEntry("path", "/etc/passwd");
      SqlException refusal =
          catchThrowableOfType(
              SqlException.class,
              () -> engine.execute("CREATE STREAM c (x BIGINT) WITH ('connector' = 'FILE')"));
      assertThat(refusal).hasMessageContaining("connector=FILE, allowed=file;");
    }
  }

  /** Where a table keeps its rows is said in Java only. */
  @Test
  void shouldMakeNoFileWhateverTheOptionsOfAStreamSay() throws IOException {
    try (Millrace engine = Millrace.start()) {
      engine.execute(
          "CREATE TABLE t (x BIGINT) WITH ('state' = 'chronicle', 'file' = '"
              + directory.resolve("rows")
              + "', 'entries' = '10', 'present' = 'replace', 'path' = '"
              + directory.resolve("rows2")
              + "')");
      engine.execute("INSERT INTO t VALUES (1)");
      engine.table("SELECT x, COUNT(*) AS n FROM t GROUP BY x");
    }
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }
}

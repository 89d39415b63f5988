package io.millrace.sql.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.query.Catalog;
import io.millrace.query.CompiledQuery;
import io.millrace.query.CompiledScript;
import io.millrace.query.CompiledStatement;
import io.millrace.sql.SqlCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each {@code .sql} file under {@code golden} has its plan in a {@code .plan} file and its class in
 * a {@code .java} file beside it. {@code mvn test -Dgolden.update=true} writes them anew, to be
 * reviewed as code.
 */
class GoldenTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "golden");
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  private static List<Path> scripts() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
    }
  }

  @TestFactory
  Stream<DynamicTest> shouldKeepPlanAndCodeOfEachQuery() throws IOException {
    return scripts().stream()
        .map(
            script ->
                DynamicTest.dynamicTest(script.getFileName().toString(), () -> check(script)));
  }

  private static void check(Path script) throws IOException {
    CompiledQuery query = compile(script);
    compare(sibling(script, ".plan"), query.plan() + "\n");
    compare(sibling(script, ".java"), query.code());
  }

  private static CompiledQuery compile(Path script) throws IOException {
    Catalog catalog = new Catalog();
    CompiledScript statements = new SqlCompiler().open(Files.readString(script), script.toString());
    CompiledStatement statement = statements.next(catalog);
    while (statement instanceof CompiledStatement.CreateStream create) {
      catalog.add(create.definition());
      statement = statements.next(catalog);
    }
    return (CompiledQuery) statement;
  }

  private static Path sibling(Path script, String extension) {
    return Path.of(script.toString().replaceAll("\\.sql$", extension));
  }

  private static void compare(Path file, String actual) throws IOException {
    if (UPDATE) {
      Files.writeString(file, actual);
    }
    assertThat(actual)
        .as("%s; after a wanted change run with -Dgolden.update=true and review it", file)
        .isEqualTo(Files.exists(file) ? Files.readString(file) : "");
  }

  @Test
  void shouldGenerateTheSameCodeTwice() throws IOException {
    for (Path script : scripts()) {
      assertThat(compile(script).code()).isEqualTo(compile(script).code());
    }
  }
}

package io.millrace.sql.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.query.Catalog;
import io.millrace.query.CompiledQuery;
import io.millrace.query.CompiledStatement.CreateStream;
import io.millrace.sql.SqlCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Literals and names in plans and state shapes are what they are, and nothing else. */
class ExpressionTextTest {
  private static final String STREAM =
      "CREATE STREAM s (a BIGINT, b BIGINT, v VARCHAR, \"a, b\" BIGINT, \"x\"\"y\" BIGINT)";

  private static CompiledQuery compile(String sql) {
    Catalog catalog = new Catalog();
    catalog.add(((CreateStream) new SqlCompiler().open(STREAM, "x").next(catalog)).definition());
    return (CompiledQuery) new SqlCompiler().open(sql, "x").next(catalog);
  }

  @Test
  void shouldShowLiteralsAsTheyAreWritten() {
    String sql =
        "SELECT '$0' AS c, 'it''s ?0 $99' AS d FROM s WHERE v <> 'a CHARACTER SET \"UTF-8\"'"
            + " AND v <> '_UTF-8''x' AND a = ?";
    assertThat(compile(sql).plan())
        .contains("Output '$0' AS c, 'it''s ?0 $99' AS d\n")
        .contains("<>(v, 'a CHARACTER SET \"UTF-8\"')")
        .contains("<>(v, '_UTF-8''x')")
        .contains("=(a, ?1)");
  }

  @Test
  void shouldQuoteNamesThatAreNoWordsAndWriteWhatIsNotSeenByItsCode() {
    CompiledQuery query =
        compile(
            "SELECT \"a, b\" AS \"x) FROM y\", \"x\"\"y\" AS \"\u202e\\\u0007\", 'l\nm\\' AS t FROM s"
                + " WHERE v <> 'p\u2028q'");
    assertThat(query.plan().lines())
        .containsExactly(
            "Output \"a, b\" AS \"x) FROM y\", \"x\"\"y\" AS U&\"\\202e\\\\\\0007\","
                + " U&'l\\000am\\\\' AS t",
            "  Filter <>(v, U&'p\\2028q')",
            "    Stream s",
            "Routing any",
            "Columns (\"x) FROM y\" BIGINT, U&\"\\202e\\\\\\0007\" BIGINT, t VARCHAR(4) NOT NULL)");
  }

  /** Queries with equal shapes take over state from each other, so these must not be equal. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a, b                              | \"a, b\"",
        "CASE WHEN v = '$0' THEN a END     | CASE WHEN v = 'a' THEN a END",
        "CASE WHEN v = '$3' THEN a END     | CASE WHEN v = '\"a, b\"' THEN a END",
        "v || '?0'                         | v || '?1'",
        "v || ' CHARACTER SET \"UTF-8\"'   | v || ''",
        "CAST(v AS CHAR(3))                | CAST(v AS CHAR(5))",
        "CAST(v AS CHAR(3))                | CAST(v AS VARCHAR(3))",
        "v || 'x'                          | v || 'X'",
      })
  void shouldTellDifferentKeysApart(String one, String other) {
    String group = "SELECT COUNT(*) AS n FROM s GROUP BY ";
    assertThat(compile(group + one).stateShape()).isNotEqualTo(compile(group + other).stateShape());
  }
}

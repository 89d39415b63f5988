package io.millrace.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.query.Catalog;
import io.millrace.query.CompiledScript;
import io.millrace.query.CompiledStatement;
import io.millrace.query.CompiledStatement.CreateStream;
import io.millrace.query.SqlException;
import io.millrace.query.SqlLimit;
import io.millrace.query.SqlLimits;
import io.millrace.query.SqlPosition;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each limit of a statement: what is exactly at it passes, one more is refused with its place. */
class StatementLimitTest {
  private static final String STREAMS =
      "CREATE STREAM s (id BIGINT NOT NULL, v VARCHAR, d DOUBLE, b BOOLEAN, ts TIMESTAMP(3) NOT"
          + " NULL, WATERMARK FOR ts AS ts);"
          + "CREATE STREAM t (a BIGINT, b BIGINT, c BIGINT, d BIGINT, e BIGINT, f BIGINT)";

  static Arguments[] shouldPassAtTheLimitAndRefuseOneMore() {
    return new Arguments[] {
      Arguments.of(
          SqlLimit.STATEMENT_LENGTH,
          "SELECT id FROM s".length(),
          "SELECT id FROM s",
          "SELECT id FROM  s",
          "statement is too long: characters=17 or more, limit=16; split it into several, or raise"
              + " the limit statement-length",
          at(17, 17)),
      Arguments.of(
          SqlLimit.LITERAL_LENGTH,
          4,
          "SELECT id FROM s WHERE v = 'a''b' OR id = 1234",
          "SELECT id FROM s WHERE v = 'a''bc'",
          "string is too long: characters=5, limit=4; shorten it, or raise the limit"
              + " literal-length",
          at(28, 34)),
      Arguments.of(
          SqlLimit.LITERAL_LENGTH,
          4,
          "SELECT id FROM s WHERE d = 1e10",
          "SELECT id FROM s WHERE d = 1.e10",
          "number is too long: characters=5, limit=4; shorten it, or raise the limit"
              + " literal-length",
          at(28, 32)),
      Arguments.of(
          SqlLimit.NESTING,
          3,
          "SELECT ((CASE WHEN b THEN 1 END)) AS c FROM s",
          "SELECT ((CASE WHEN (b) THEN 1 END)) AS c FROM s",
          "nested too deeply: levels=4 or more, limit=3; split the statement, or raise the limit"
              + " nesting",
          at(20, 20)),
      Arguments.of(
          SqlLimit.EXPRESSION_DEPTH,
          6,
          "SELECT 1 + id + 2 AS c FROM s",
          "SELECT 1 + id + 2 + 3 AS c FROM s",
          "expression is too deep: operators=7 or more in each other, limit=6; use IN for many"
              + " values, or split it with parentheses, or raise the limit expression-depth",
          at(1, 33)),
      Arguments.of(
          SqlLimit.EXPRESSION_SIZE,
          4,
          "SELECT id + 1 FROM s",
          "SELECT -id + 1 FROM s",
          "query is too large: operators and operands=5, limit=4; split it, or use inner columns"
              + " fewer times, or raise the limit expression-size",
          at(1, 21)),
      Arguments.of(
          SqlLimit.COLUMNS,
          5,
          "SELECT id FROM s",
          "CREATE STREAM u (c1 BIGINT, c2 BIGINT, c3 BIGINT, c4 BIGINT, c5 BIGINT, c6 BIGINT)",
          "too many columns: stream=u, columns=6, limit=5; divide them among several streams, or"
              + " raise the limit columns",
          at(73, 74)),
      Arguments.of(
          SqlLimit.RESULT_COLUMNS,
          5,
          "SELECT * FROM s",
          "SELECT *, 1 AS x FROM s",
          "too many columns in SELECT: result-columns=6, limit=5; select fewer, or raise the limit"
              + " result-columns",
          at(11, 16)),
      Arguments.of(
          SqlLimit.RESULT_COLUMNS,
          5,
          "SELECT id, v, d, b, ts FROM (SELECT * FROM s)",
          "SELECT 1 AS x FROM (SELECT s.*, s.* FROM s)",
          "too many columns in SELECT: result-columns=10, limit=5; select fewer, or raise the limit"
              + " result-columns",
          at(33, 35)),
      Arguments.of(
          SqlLimit.KEYS,
          2,
          "SELECT id, v, COUNT(*) FROM s TUMBLE(ts, INTERVAL '1' SECOND) GROUP BY id, v,"
              + " window_start, window_end",
          "SELECT id, v, COUNT(*) FROM s TUMBLE(ts, INTERVAL '1' SECOND) GROUP BY id, v, b,"
              + " window_start",
          "too many keys in GROUP BY: keys=3, limit=2; use fewer, or raise the limit keys",
          at(1, 93)),
      Arguments.of(
          SqlLimit.KEYS,
          2,
          "SELECT ROW_NUMBER() OVER (PARTITION BY id, v ORDER BY ts) AS n FROM s",
          "SELECT ROW_NUMBER() OVER (PARTITION BY id, v, b ORDER BY ts) AS n FROM s",
          "too many keys in PARTITION BY: keys=3, limit=2; use fewer, or raise the limit keys",
          at(1, 72)),
      Arguments.of(
          SqlLimit.KEYS,
          1,
          "SELECT id, COUNT(*) FROM s GROUP BY id",
          "SELECT id, COUNT(*) FROM s GROUP BY id, v, d, b, ts",
          "too many keys in GROUP BY: keys=5, limit=1; use fewer, or raise the limit keys",
          at(50, 51)),
      Arguments.of(
          SqlLimit.LIST_VALUES,
          3,
          "SELECT id FROM s WHERE id IN (1, 2, 3)",
          "SELECT id FROM s WHERE id NOT IN (1, 2, 3, 40)",
          "too many values in IN: list-values=4, limit=3; split the list, or raise the limit"
              + " list-values",
          at(44, 45)),
      Arguments.of(
          SqlLimit.INSERTED_VALUES,
          10,
          "INSERT INTO t VALUES (1, 2, 3, 4, 5, 6)",
          "INSERT INTO t VALUES (1, 2, 3, 4, 5, 6), (1, 2, 3, 4, 5, 6)",
          "too many values to insert: rows=2, columns=6, limit=10; insert fewer rows at a time, or"
              + " raise the limit inserted-values",
          at(15, 59)),
    };
  }

  private static SqlPosition at(int column, int endColumn) {
    return new SqlPosition(1, column, 1, endColumn);
  }

  @ParameterizedTest
  @MethodSource
  void shouldPassAtTheLimitAndRefuseOneMore(
      SqlLimit limit,
      int value,
      String passes,
      String refused,
      String message,
      SqlPosition position) {
    SqlLimits limits = SqlLimits.defaults().with(limit, value);
    assertThat(compile(passes, limits)).isNotNull();
    SqlException refusal = catchThrowableOfType(SqlException.class, () -> compile(refused, limits));
    assertThat(refusal).hasMessage(message);
    assertThat(refusal.position()).isEqualTo(position);
    assertThat(compile(refused, limits.with(limit, Math.min(9L * value, limit.most()))))
        .isNotNull();
  }

  @Test
  void shouldCompileWhatIsAtTheStandardLimits() {
    assertThat(compile("SELECT id FROM s WHERE v = '" + "\u20ac".repeat(1 << 14) + "'"))
        .isNotNull();
    assertThat(compile("SELECT id FROM s WHERE v IN (" + list(5_000, "'x#'") + ")")).isNotNull();
    assertThat(compile("SELECT id FROM s WHERE id NOT IN (" + list(5_000, "#") + ")")).isNotNull();
    assertThat(compile("SELECT " + list(250, "id + # AS c#") + " FROM s")).isNotNull();
    assertThat(compile("CREATE STREAM u (" + list(1_000, "c# BIGINT") + ")")).isNotNull();
  }

  /** Each doubles what it stands for at every level: without a limit none of them would end. */
  @ParameterizedTest
  @Timeout(60)
  @ValueSource(
      strings = {
        "COALESCE(#, 1)",
        "NULLIF(#, 1)",
        "GREATEST(#, id, 2)",
        "CASE # WHEN 1 THEN 2 WHEN 2 THEN 3 END",
        "(# + #)",
        "CASE WHEN # BETWEEN 1 AND 2 THEN 1 END",
        "CASE WHEN # IS DISTINCT FROM 2 THEN 1 END",
        "CASE WHEN # IN (1, 2) THEN 1 END",
      })
  void shouldRefuseWhatGrowsWithEachLevelBeforeItHasGrown(String level) {
    if (level.indexOf('#') == level.lastIndexOf('#')) {
      String nested = "id";
      for (int i = 0; i < 40; i++) {
        nested = level.replace("#", nested);
      }
      checkTooLarge("SELECT " + nested + " AS c FROM s");
    }
    String query = "SELECT id AS a, id FROM s";
    for (int i = 0; i < 40; i++) {
      query = "SELECT " + level.replace("#", "a") + " AS a, id FROM (" + query + ")";
    }
    checkTooLarge(query);
  }

  private static void checkTooLarge(String sql) {
    SqlException refusal = catchThrowableOfType(SqlException.class, () -> compile(sql));
    assertThat(refusal).hasMessageStartingWith("query is too large: operators and operands=");
    assertThat(refusal.position()).isNotNull();
  }

  @Test
  @Timeout(60)
  void shouldRefuseStarsThatGrowWithEachLevel() {
    String query = "SELECT id FROM s";
    for (int i = 0; i < 90; i++) {
      query = "SELECT *, * FROM (" + query + ")";
    }
    String sql = query;
    assertThat(catchThrowableOfType(SqlException.class, () -> compile(sql)))
        .hasMessageStartingWith("too many columns in SELECT: result-columns=256, limit=250;");
  }

  @Test
  @Timeout(60)
  void shouldReadAsFastAsTheTextIsLong() {
    String names = list(100_000, "\"c#\"");
    SqlException refusal =
        catchThrowableOfType(
            SqlException.class,
            () ->
                compile(
                    "SELECT " + names + " FROM s",
                    SqlLimits.defaults().with(SqlLimit.STATEMENT_LENGTH, 1 << 22)));
    assertThat(refusal).hasMessageStartingWith("query is too large");
  }

  private static String list(int count, String element) {
    return IntStream.range(0, count)
        .mapToObj(i -> element.replace("#", Integer.toString(i)))
        .collect(Collectors.joining(","));
  }

  private static CompiledStatement compile(String sql) {
    return compile(sql, SqlLimits.defaults());
  }

  private static CompiledStatement compile(String sql, SqlLimits limits) {
    Catalog catalog = new Catalog();
    CompiledScript streams = new SqlCompiler().open(STREAMS, "test");
    for (int i = 0; i < 2; i++) {
      catalog.add(((CreateStream) streams.next(catalog)).definition());
    }
    return new SqlCompiler().open(sql, "test", limits).next(catalog);
  }
}

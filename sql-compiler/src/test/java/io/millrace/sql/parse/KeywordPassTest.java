package io.millrace.sql.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.query.SqlException;
import io.millrace.sql.parse.grammar.GeneratedParserConstants;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.util.Litmus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeywordPassTest {
  private static final int SAMPLE = 20;

  /**
   * Words that are keywords somewhere and not reserved: those with a role, and some of the rest.
   */
  private static List<String> freeWords() {
    TreeSet<String> all = new TreeSet<>();
    for (int kind = 0; kind < GeneratedParserConstants.tokenImage.length; kind++) {
      if (TokenKinds.isWord(kind) && TokenKinds.text(kind).matches("[A-Z][A-Z_0-9]+")) {
        all.add(TokenKinds.text(kind));
      }
    }
    all.removeAll(Keywords.RESERVED);
    all.removeAll(Keywords.CLOCKS);
    List<String> words = new ArrayList<>();
    int index = 0;
    for (String word : all) {
      if (hasRole(word) || index++ % SAMPLE == 0) {
        words.add(word.toLowerCase(Locale.ROOT));
      }
    }
    return words;
  }

  private static boolean hasRole(String word) {
    return Keywords.CALLS.contains(word)
        || Keywords.FOLLOWING.contains(word)
        || Keywords.FOLLOWING_IF_NEXT.containsKey(word)
        || Keywords.PAIRS.containsKey(word)
        || Keywords.PAIRS.values().stream().anyMatch(seconds -> seconds.contains(word))
        || Keywords.UNITS.contains(word)
        || Keywords.LIKE_OPERANDS.contains(word)
        || Keywords.CALLS_WITHOUT_PARENTHESES.contains(word)
        || Set.of("STREAM", "EMIT", "WINDOW", "LIMIT", "OFFSET", "BOTH", "LEADING").contains(word)
        || Set.of("COUNT", "STATUS", "TIMESTAMP", "OPEN", "CLOSE", "VALUE", "KEY").contains(word);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT @ FROM t",
        "SELECT a, @, b FROM t",
        "SELECT @, a FROM t",
        "SELECT t.@ FROM t",
        "SELECT t.@, t.@ AS x FROM t",
        "SELECT a AS @ FROM t",
        "SELECT a AS @, b FROM t",
        "SELECT COUNT(*) AS @ FROM t",
        "SELECT @ AS @ FROM t",
        "SELECT @ + 1, 2 * @, -@ FROM t",
        "SELECT @ * 2 FROM t WHERE @ * 2 > 3",
        "SELECT SUM(@), MIN(@), COUNT(DISTINCT @) FROM t",
        "SELECT SUM(@) FILTER (WHERE @ > 1) FROM t",
        "SELECT CAST(@ AS TIMESTAMP(3)), CAST(@ AS DATE), CAST(@ AS DECIMAL(10, 2)) FROM t",
        "SELECT CASE WHEN @ > 1 THEN @ ELSE @ END FROM t",
        "SELECT CASE @ WHEN 1 THEN 2 END FROM t",
        "SELECT COALESCE(@, 1), NULLIF(@, @) FROM t",
        "SELECT EXTRACT(YEAR FROM @), FLOOR(@ TO DAY) FROM t",
        "SELECT SUBSTRING(@ FROM 1 FOR 2), TRIM(BOTH ' ' FROM @), POSITION('a' IN @) FROM t",
        "SELECT @ || 'x' FROM t",
        "SELECT ROW_NUMBER() OVER (PARTITION BY @ ORDER BY @) FROM t",
        "SELECT SUM(@) OVER (PARTITION BY a, @ ORDER BY @, b ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)"
            + " FROM t",
        "SELECT SUM(a) OVER (ORDER BY @ RANGE INTERVAL '1' HOUR PRECEDING) FROM t",
        "SELECT * FROM t WHERE @ > 1 AND @ < 3 OR NOT @ = 4",
        "SELECT * FROM t WHERE 1 < @",
        "SELECT * FROM t WHERE (@ > 1) AND (a < @)",
        "SELECT * FROM t WHERE @ IS NOT NULL AND @ IS NULL",
        "SELECT * FROM t WHERE @ IS NOT DISTINCT FROM @",
        "SELECT * FROM t WHERE @ IN (@, 1) AND a NOT IN (1, @)",
        "SELECT * FROM t WHERE @ BETWEEN @ AND @",
        "SELECT * FROM t WHERE @ LIKE 'a%' ESCAPE '!' AND a NOT LIKE @",
        "SELECT a FROM t GROUP BY @",
        "SELECT a FROM t GROUP BY a, @ HAVING @ > 1",
        "SELECT a FROM t ORDER BY @",
        "SELECT a FROM t ORDER BY @ DESC NULLS LAST, @ ASC",
        "SELECT a FROM t GROUP BY @ EMIT CHANGES",
        "SELECT a FROM t WHERE b > @ EMIT ON CHANGE",
        "SELECT @ FROM t EMIT FINAL",
        "SELECT a FROM @",
        "SELECT a FROM @ WHERE b = 1",
        "SELECT a FROM t AS @ WHERE @.b = 1",
        "SELECT a FROM @ TUMBLE(@, INTERVAL '1' HOUR) GROUP BY @",
        "SELECT a FROM TABLE(TUMBLE(TABLE @, DESCRIPTOR(@), INTERVAL '1' HOUR))",
        "SELECT a FROM t GROUP BY TUMBLE(@, INTERVAL '1' HOUR)",
        "SELECT a FROM t JOIN u ON t.@ = u.@",
        "SELECT a FROM t JOIN u ON @ = b",
        "SELECT a FROM t JOIN u USING (@)",
        "SELECT a FROM (SELECT @ FROM t) AS x WHERE @ = 1",
        "SELECT @ - INTERVAL '1' DAY, TIMESTAMP '2024-01-01 00:00:00' - @ FROM t",
        "INSERT INTO @ (@, a) VALUES (1, 2)",
        "INSERT INTO s (a, @) SELECT @, b FROM t EMIT CHANGES",
        "CREATE STREAM @ (a INTEGER)",
        "CREATE STREAM IF NOT EXISTS @ (a INTEGER)",
        "CREATE STREAM s (@ BIGINT)",
        "CREATE STREAM s (a INTEGER, @ TIMESTAMP(3) NOT NULL, b DECIMAL(3, 1))",
        "CREATE STREAM s (@ DATE, WATERMARK FOR @ AS @ - INTERVAL '5' SECOND)",
        "CREATE STREAM s (@ DATE, WATERMARK FOR @ AS @) WITH (@ = 'x', 'y' = 'z')",
        "CREATE TABLE s (@ DATE, b INT, PRIMARY KEY (@, b))",
        "DROP STREAM @",
        "DROP TABLE IF EXISTS @",
        "SET @ = 'x'",
        "SET a.@ = 'x'",
        "EXPLAIN SELECT @ FROM t",
        "EXPLAIN PLAN FOR SELECT @ FROM t",
      })
  void shouldTakeEveryFreeWordAsName(String template) {
    String expected = shape(template.replace("@", "zzz"), "zzz");
    List<String> failures = new ArrayList<>();
    for (String word : freeWords()) {
      String sql = template.replace("@", word);
      try {
        String shape = shape(sql, word);
        if (!shape.equals(expected)) {
          failures.add(sql + " -> " + shape);
        }
      } catch (SqlException e) {
        failures.add(sql + " -> " + e.getMessage());
      }
    }
    assertThat(failures).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT TIMESTAMP '2024-01-01 00:00:00', DATE '2024-01-01', TIME '10:00:00' FROM t",
        "SELECT INTERVAL '1' DAY, INTERVAL -'1' HOUR, INTERVAL '1:2' HOUR TO MINUTE FROM t",
        "SELECT INTERVAL '1 2:3:4.5' DAY(3) TO SECOND(6), INTERVAL x DAY, INTERVAL 5 DAY FROM t",
        "SELECT (a - b) DAY, INTERVAL (a + 1) HOUR FROM t",
        "SELECT a AS count, COUNT(*) count, SUM(b) day, MAX(c) AS \"end\" FROM t AS value",
        "SELECT COUNT(*), COUNT(DISTINCT a), COUNT(ALL a), SUM(a) FILTER (WHERE b) FROM t",
        "SELECT CAST(a AS TIMESTAMP(3)), CAST(a AS TIMESTAMP), CAST(a AS INTERVAL DAY) FROM t",
        "SELECT CAST(CAST(a AS DOUBLE PRECISION) AS DECIMAL(10, 2)), CAST(a AS VARCHAR) FROM t",
        "SELECT TRY_CAST(a AS TIME), CAST(a AS INTEGER ARRAY), ARRAY[1, 2][1] FROM t",
        "SELECT CASE WHEN a THEN b END, CASE a WHEN 1 THEN CASE WHEN b THEN c END ELSE d END FROM t",
        "SELECT EXTRACT(YEAR FROM a), FLOOR(a TO HOUR), CEIL(a TO MONTH), FLOOR(b) FROM t",
        "SELECT TIMESTAMPADD(DAY, 1, a), TIMESTAMPDIFF(SECOND, a, b), YEAR(a), MONTH(a) FROM t",
        "SELECT SUBSTRING(a FROM 1 FOR 2), SUBSTRING(a, 1), OVERLAY(a PLACING b FROM 1) FROM t",
        "SELECT TRIM(a), TRIM(BOTH FROM a), TRIM(LEADING 'x' FROM a), TRIM(a FROM b) FROM t",
        "SELECT POSITION(a IN b), CHAR_LENGTH(a), UPPER(a), a || b, MOD(a, b), a % b FROM t",
        "SELECT ROW_NUMBER() OVER (PARTITION BY a ORDER BY b DESC NULLS LAST) FROM t",
        "SELECT SUM(a) OVER (ORDER BY b ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM t",
        "SELECT SUM(a) OVER (ORDER BY b RANGE BETWEEN INTERVAL '1' HOUR PRECEDING"
            + " AND INTERVAL '1' HOUR FOLLOWING) FROM t",
        "SELECT SUM(a) OVER (ROWS 3 PRECEDING), SUM(b) OVER (PARTITION BY c ROWS CURRENT ROW) FROM t",
        "SELECT SUM(a) OVER w, LAG(a, 1) IGNORE NULLS OVER w FROM t WINDOW w AS (ORDER BY b)",
        "SELECT SUM(a) OVER (ORDER BY b ROWS UNBOUNDED PRECEDING EXCLUDE CURRENT ROW) FROM t",
        "SELECT * FROM t WHERE a IS NULL OR b IS NOT NULL AND c IS TRUE OR d IS NOT UNKNOWN",
        "SELECT * FROM t WHERE a IS NOT DISTINCT FROM b AND c NOT BETWEEN 1 AND 2",
        "SELECT * FROM t WHERE a NOT IN (1, 2) AND b LIKE 'x' ESCAPE '!' AND c NOT LIKE 'y'",
        "SELECT * FROM t WHERE a SIMILAR TO 'x' OR (a, b) OVERLAPS (c, d) AND NOT e",
        "SELECT * FROM t WHERE a = ANY (SELECT b FROM u) AND EXISTS (SELECT 1 FROM v)",
        "SELECT * FROM t WHERE a > ALL (SELECT b FROM u) AND NOT EXISTS (SELECT 1 FROM v)",
        "SELECT a FROM t GROUP BY GROUPING SETS ((a), (b)), ROLLUP(c, d), CUBE(e)",
        "SELECT a FROM t GROUP BY TUMBLE(b, INTERVAL '1' HOUR), HOP(b, INTERVAL '1' DAY,"
            + " INTERVAL '2' DAY) HAVING COUNT(*) > 1 ORDER BY a ASC LIMIT 10 OFFSET 5",
        "SELECT a FROM t ORDER BY 1 OFFSET 5 ROWS FETCH NEXT 10 ROWS ONLY",
        "SELECT a FROM t ORDER BY a NULLS FIRST FETCH FIRST 1 ROW ONLY",
        "SELECT a FROM t LEFT JOIN u ON t.a = u.a FULL OUTER JOIN v USING (b) CROSS JOIN w",
        "SELECT a FROM t NATURAL JOIN u INNER JOIN v ON TRUE RIGHT OUTER JOIN w ON FALSE",
        "SELECT a FROM t LEFT ASOF JOIN u MATCH_CONDITION t.a >= u.a ON t.b = u.b",
        "SELECT a FROM t FOR SYSTEM_TIME AS OF TIMESTAMP '2024-01-01 00:00:00'",
        "SELECT a FROM t, LATERAL (SELECT b FROM u), UNNEST(c) WITH ORDINALITY AS o (d, e)",
        "SELECT a FROM LATERAL TABLE(f(x)) AS u, TABLE(g(TABLE t, DESCRIPTOR(c), INTERVAL '1' DAY))",
        "SELECT a FROM TABLE(SESSION(TABLE t PARTITION BY k, DESCRIPTOR(c), INTERVAL '1' DAY))",
        "WITH x AS (SELECT a FROM t), y (b) AS (SELECT c FROM x) SELECT * FROM x, y",
        "SELECT a FROM t UNION ALL SELECT b FROM u INTERSECT SELECT c FROM v",
        "SELECT DISTINCT a, t.* FROM t WHERE ROW(a, b) = ROW(1, 2)",
        "SELECT CURRENT_TIMESTAMP, CURRENT_DATE, LOCALTIME FROM t",
        "SELECT JSON_VALUE(a, '$.b' RETURNING INTEGER NULL ON EMPTY DEFAULT 1 ON ERROR) FROM t",
        "SELECT STREAM a, b FROM t",
        "SELECT STREAM * FROM t",
        "SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY a) FROM t",
        "SELECT * FROM t MATCH_RECOGNIZE (PARTITION BY k ORDER BY c MEASURES LAST(up.c) AS e"
            + " ONE ROW PER MATCH AFTER MATCH SKIP PAST LAST ROW PATTERN (down up)"
            + " DEFINE down AS down.p < PREV(down.p), up AS up.p > PREV(up.p))",
        "SELECT a FROM t QUALIFY ROW_NUMBER() OVER (ORDER BY b) = 1",
        "VALUES (1, 'a'), (2, NULL), (DEFAULT, TRUE)",
      })
  void shouldParseAsCalciteDoesWhenKeywordsMeanSomething(String sql) throws SqlParseException {
    SqlParser.Config config =
        SqlParser.config()
            .withCaseSensitive(false)
            .withUnquotedCasing(Casing.UNCHANGED)
            .withConformance(SqlConformanceEnum.LENIENT)
            .withIdentifierMaxLength(Lexer.MAX_NAME_LENGTH);
    SqlNode theirs = SqlParser.create(quoteAliases(sql), config).parseQuery();
    SqlNode ours = ((QueryStatement) new StatementReader(sql).next()).query();
    assertThat(sql(ours)).isEqualTo(sql(theirs));
    assertThat(ours.equalsDeep(theirs, Litmus.THROW)).isTrue();
  }

  /** Puts quotes around what Calcite reserves and Millrace does not. */
  private static String quoteAliases(String sql) {
    return sql.replaceAll("\\) (count|day)\\b", ") \"$1\"")
        .replaceAll("AS (count|value)", "AS \"$1\"");
  }

  @Test
  void shouldKnowEveryCallWithoutParentheses() {
    List<String> names =
        SqlStdOperatorTable.instance().getOperatorList().stream()
            .filter(operator -> operator.getSyntax() == SqlSyntax.FUNCTION_ID)
            .map(SqlOperator::getName)
            .filter(name -> !Keywords.CLOCKS.contains(name))
            .toList();
    assertThat(Keywords.CALLS_WITHOUT_PARENTHESES).containsAll(names);
  }

  /** The statement as text with the word replaced, so that two words give the same. */
  private static String shape(String sql, String word) {
    Statement statement = new StatementReader(sql).next();
    return unparse(statement).replaceAll("[`\"]?\\b" + word + "\\b[`\"]?", "@");
  }

  private static String unparse(Statement statement) {
    if (statement instanceof QueryStatement query) {
      return sql(query.query()) + " " + query.emit().mode();
    } else if (statement instanceof InsertStatement insert) {
      List<String> columns = insert.columns().stream().map(Name::text).toList();
      return insert.stream().text() + columns + sql(insert.source());
    } else if (statement instanceof ExplainStatement explain) {
      return explain.mode() + unparse(explain.statement());
    } else if (statement instanceof CreateStatement create) {
      return create.name().text()
          + create.columns().columns().stream()
              .map(column -> column.name().text() + " " + column.type())
              .toList()
          + create.columns().primaryKey().stream().map(Name::text).toList();
    }
    return statement.getClass().getSimpleName();
  }

  private static String sql(SqlNode node) {
    return node.toSqlString(AnsiSqlDialect.DEFAULT).getSql();
  }
}

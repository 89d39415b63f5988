package io.millrace.sql.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.query.Catalog;
import io.millrace.query.CompiledScript;
import io.millrace.query.CompiledStatement;
import io.millrace.query.CompiledStatement.CreateStream;
import io.millrace.query.SqlException;
import io.millrace.query.SqlPosition;
import io.millrace.sql.SqlCompiler;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Statements that are damaged character by character compile or are refused with a place in their
 * text; nothing else comes out, and none goes on for ever. The same again: {@code mvn test
 * -Dtest=StatementFuzzTest -Dstatement.seed=123}; more: {@code -Dstatement.rounds=100000}.
 */
class StatementFuzzTest {
  private static final int ROUNDS = Integer.getInteger("statement.rounds", 600);
  private static final int SOAK_ROUNDS = 50_000;

  private static final List<String> STREAMS =
      List.of(
          "CREATE STREAM s (id BIGINT NOT NULL, v VARCHAR, d DOUBLE, n DECIMAL(20, 4), b BOOLEAN, ts"
              + " TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND)",
          "CREATE STREAM t (v VARCHAR, n BIGINT)");

  private static final List<String> STATEMENTS =
      List.of(
          "SELECT window_start, v, COUNT(*) AS c, SUM(n) FILTER (WHERE b) AS x FROM s TUMBLE(ts,"
              + " INTERVAL '1' HOUR) WHERE d > 1.5e0 GROUP BY window_start, v HAVING COUNT(*) > 2"
              + " EMIT FINAL",
          "SELECT id, ROW_NUMBER() OVER (PARTITION BY v ORDER BY ts) AS rn FROM s AS x WHERE x.n"
              + " BETWEEN 1 AND 2.5 OR v NOT IN ('a', 'b') AND v LIKE 'a!%' ESCAPE '!'",
          "SELECT CASE WHEN v = 'x' THEN CAST(id AS DECIMAL(10, 2)) ELSE -1 END AS c,"
              + " COALESCE(v, 'y') || '\u20ac', EXTRACT(YEAR FROM ts), -d, 1e3, 12345678901234567890"
              + " FROM (SELECT * FROM s WHERE b IS NOT TRUE)",
          "SELECT SUBSTRING(v FROM 2 FOR 3), TRIM(BOTH 'x' FROM v), POSITION('a' IN v), MOD(id, 7),"
              + " FLOOR(ts TO DAY), TIMESTAMPADD(MONTH, 1, ts), ts + INTERVAL '1-2' YEAR TO MONTH"
              + " FROM s",
          "INSERT INTO t (v, n) SELECT v, id FROM s WHERE ts > TIMESTAMP '2024-01-01 00:00:00.5'",
          "INSERT INTO t VALUES ('a', 1), (NULL, -2), ('c''d', 3 + 4)",
          "EXPLAIN CODEGEN FOR SELECT GREATEST(d, 2), NULLIF(id, ?) FROM s /* c */ -- d",
          "CREATE STREAM IF NOT EXISTS u (a INT NOT NULL, \"b c\" VARCHAR(10), e TIME(3), f DATE, g"
              + " INTERVAL DAY, ts TIMESTAMP, WATERMARK FOR ts AS ts) WITH ('overload' = 'conflate',"
              + " 'overload.key' = 'a', 'idle.timeout' = '5 SECONDS')",
          "SET 'old-values' = 'true'; DROP STREAM IF EXISTS t; SELECT 1 AS x FROM s");

  private static final String CHARACTERS =
      "()[]{},.;:'\"`*+-/%=<>!?|&^~@#$\\_ \t\r\n\0\u001b\u00a0\u2028\ufeff\ud800\udc00\u20ac09azAZeE";

  @Test
  void shouldRefuseWithAPlaceOrCompileWhateverIsDamaged() {
    run(ROUNDS);
  }

  @Test
  @Tag("soak")
  void shouldRefuseWithAPlaceOrCompileWhateverIsDamagedForLong() {
    run(SOAK_ROUNDS);
  }

  private static void run(int rounds) {
    long seed = Long.getLong("statement.seed", System.nanoTime());
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < rounds; round++) {
      String sql = damaged(random);
      check(sql, "seed=" + seed + ", round=" + round + ", sql=" + sql);
    }
  }

  private static void check(String sql, String about) {
    Catalog catalog = catalog();
    CompiledScript script = new SqlCompiler().open(sql, "x.sql");
    for (int statement = 0; statement < 50; statement++) {
      try {
        CompiledStatement compiled = script.next(catalog);
        if (compiled == null) {
          break;
        }
        assertThat(script.position()).as(about).isNotNull();
      } catch (SqlException e) {
        checkPlace(e, sql, about);
      } catch (RuntimeException | Error e) {
        throw new AssertionError(about, e);
      }
    }
  }

  private static void checkPlace(SqlException refusal, String sql, String about) {
    SqlPosition position = refusal.position();
    assertThat(position).as(about + ", message=" + refusal.getMessage()).isNotNull();
    String[] lines = sql.split("\r\n|\r|\n", -1);
    assertThat(position.line()).as(about).isBetween(1, lines.length);
    assertThat(position.column())
        .as(about + ", message=" + refusal.getMessage() + ", position=" + position)
        .isBetween(1, lines[position.line() - 1].length() + 1);
    assertThat(refusal.render(sql, "x.sql")).startsWith("error: ");
  }

  private static Catalog catalog() {
    Catalog catalog = new Catalog();
    for (String stream : STREAMS) {
      catalog.add(((CreateStream) new SqlCompiler().open(stream, "x").next(catalog)).definition());
    }
    return catalog;
  }

  private static String damaged(SplittableRandom random) {
    StringBuilder sql = new StringBuilder(any(random));
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes && sql.length() > 0; i++) {
      int at = random.nextInt(sql.length());
      int to = Math.min(sql.length(), at + 1 + random.nextInt(random.nextInt(4) == 0 ? 40 : 4));
      switch (random.nextInt(7)) {
        case 0 -> sql.setCharAt(at, (char) (sql.charAt(at) ^ 1 << random.nextInt(8)));
        case 1 -> sql.setCharAt(at, character(random));
        case 2 -> sql.insert(at, character(random));
        case 3 -> sql.delete(at, to);
        case 4 -> sql.insert(at, sql.substring(at, to));
        case 5 -> sql.insert(random.nextInt(sql.length()), sql.substring(at, to));
        default -> sql.insert(at, part(any(random), random));
      }
    }
    return sql.toString();
  }

  private static String any(SplittableRandom random) {
    return STATEMENTS.get(random.nextInt(STATEMENTS.size()));
  }

  private static String part(String sql, SplittableRandom random) {
    int from = random.nextInt(sql.length());
    return sql.substring(from, Math.min(sql.length(), from + random.nextInt(30)));
  }

  private static char character(SplittableRandom random) {
    return CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
  }

  /** As deep as may be, one level deeper, and far deeper: each ends, and with a place. */
  @Test
  @Timeout(1200)
  void shouldEndWithWhateverIsNested() {
    String[][] levels = {
      {"(", "id", ")"},
      {"ABS(", "id", ")"},
      {"CASE WHEN b THEN ", "id", " END"},
      {"CASE ", "id", " WHEN 1 THEN 2 WHEN 2 THEN 3 END"},
      {"COALESCE(id, ", "id", ")"},
      {"CAST(", "id", " AS BIGINT)"},
      {"(SELECT ", "id", " FROM s)"},
      {"ROW(", "id", ")"},
      {"ARRAY[", "id", "]"},
      {"-(", "id", ")"},
      {"((", "id", "))"},
      {"(id, (", "id", "))"},
      {"{fn ABS(", "id", ")}"},
      {"id IN (", "id", ")"},
      {"id NOT IN (1, (", "id", "))"},
      {"NOT (", "b", ")"},
      {"EXISTS (SELECT ", "id", ")"},
      {"SUM(id) OVER (PARTITION BY ", "id", ")"},
      {"TRIM(BOTH 'x' FROM ", "v", ")"},
      {"MULTISET[", "id", "]"},
      {"(VALUES (", "id", "))"},
      {"INTERVAL (", "1", ")"},
      {"(id BETWEEN 1 AND ", "id", ")"},
      {"(CASE WHEN (", "b", ") THEN b END)"},
      {"GROUPING SETS (", "id", ")"},
    };
    for (String[] level : levels) {
      for (int depth : new int[] {1, 12, 50, 100, 3_000}) {
        String nested = level[0].repeat(depth) + level[1] + level[2].repeat(depth);
        check("SELECT " + nested + " AS x FROM s", "depth=" + depth + ", level=" + level[0]);
        check("SELECT id FROM s WHERE " + nested, "depth=" + depth + ", level=" + level[0]);
        check("SELECT " + level[0].repeat(depth), "open, depth=" + depth + ", level=" + level[0]);
      }
    }
    for (int depth : new int[] {1, 12, 50, 99, 100, 3_000}) {
      String from = "(SELECT * FROM ".repeat(depth) + "s" + ")".repeat(depth);
      check("SELECT id FROM " + from, "depth=" + depth);
      check("SELECT id FROM " + from.replace(")", ") AS x"), "depth=" + depth);
      check("EXPLAIN ".repeat(depth) + "SELECT id FROM s", "depth=" + depth);
    }
  }
}

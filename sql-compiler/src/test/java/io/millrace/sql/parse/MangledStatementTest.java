package io.millrace.sql.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.query.SqlException;
import io.millrace.query.SqlPosition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Statements with words dropped, doubled, swapped and exchanged give an error with a place. The
 * same again: {@code mvn test -Dtest=MangledStatementTest -Dmangled.seed=123}; more: {@code
 * -Dmangled.rounds=100000}.
 */
class MangledStatementTest {
  private static final int ROUNDS = Integer.getInteger("mangled.rounds", 500);

  private static final List<String> STATEMENTS =
      List.of(
          "SELECT window_start , customer_id , COUNT ( * ) as count FROM orders TUMBLE ( event_time ,"
              + " INTERVAL '1' HOUR ) GROUP BY window_start , customer_id EMIT ON CHANGE",
          "SELECT a , ROW_NUMBER ( ) OVER ( PARTITION BY b ORDER BY c DESC NULLS LAST ) AS rn FROM"
              + " t AS x WHERE a > 1.5 AND b IS NOT NULL OR c NOT IN ( 1 , 2 ) -- end",
          "SELECT CASE WHEN a LIKE 'x%' THEN CAST ( b AS DECIMAL ( 10 , 2 ) ) ELSE - 1e3 END FROM t"
              + " JOIN u ON t . a = u . b WHERE c BETWEEN DATE '2024-01-01' AND d",
          "CREATE STREAM IF NOT EXISTS orders ( id BIGINT NOT NULL , ts TIMESTAMP ( 3 ) , WATERMARK"
              + " FOR ts AS ts - INTERVAL '5' SECOND ) WITH ( 'connector' = 'file' )",
          "INSERT INTO s ( a , b ) VALUES ( 1 , 'x' ) , ( NULL , TIMESTAMP '2024-01-01 00:00:00' )",
          "EXPLAIN CODEGEN FOR SELECT EXTRACT ( YEAR FROM a ) FROM t /* c */",
          "SET 'end-of-input' = 'hold'",
          "DROP STREAM IF EXISTS s",
          "SELECT a FROM t WHERE NOT b BETWEEN SYMMETRIC 1 AND - c OR d NOT BETWEEN 2 AND 3 AND NOT"
              + " e IS NOT TRUE AND f LIKE 'x' ESCAPE '!' AND g SIMILAR TO 'y'");

  private static final List<String> INTRUDERS =
      List.of(
          "(",
          ")",
          ",",
          ".",
          "*",
          "'",
          "\"",
          ";",
          "[",
          "]",
          "?",
          "::",
          "#",
          "\t",
          "\r\n",
          "/*",
          "SELECT",
          "FROM",
          "END",
          "CASE",
          "INTERVAL",
          "EMIT",
          "AS",
          "TABLE",
          "TUMBLE",
          "OVER",
          "ü",
          "😀",
          "123456789012345678901234567890",
          "1e999",
          "''",
          "count",
          "ROWS",
          "NOT",
          "{fn",
          "U&'x'",
          "AND",
          "BETWEEN",
          "LIKE",
          "ESCAPE",
          "IS");

  @Test
  void shouldGiveAnErrorWithAPlaceInTheTextWhenAStatementIsMangled() {
    long seed = Long.getLong("mangled.seed", System.nanoTime());
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < ROUNDS; round++) {
      String sql = mangled(random);
      StatementReader reader = new StatementReader(sql);
      for (int i = 0; i < 20; i++) {
        try {
          if (reader.next() == null) {
            break;
          }
        } catch (SqlException e) {
          assertPlace(e.position(), sql, seed);
        } catch (RuntimeException | StackOverflowError e) {
          throw new AssertionError("seed=" + seed + ", sql=" + sql, e);
        }
      }
    }
  }

  private static String mangled(SplittableRandom random) {
    List<String> words =
        new ArrayList<>(
            Arrays.asList(STATEMENTS.get(random.nextInt(STATEMENTS.size())).split(" ")));
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(words.size());
      int other = random.nextInt(words.size());
      switch (random.nextInt(5)) {
        case 0 -> words.set(at, "");
        case 1 -> words.add(at, words.get(other));
        case 2 -> words.add(at, INTRUDERS.get(random.nextInt(INTRUDERS.size())));
        case 3 -> words.set(at, INTRUDERS.get(random.nextInt(INTRUDERS.size())));
        default -> words.set(at, words.set(other, words.get(at)));
      }
    }
    return String.join(random.nextInt(4) == 0 ? "\n" : " ", words);
  }

  private static void assertPlace(SqlPosition position, String sql, long seed) {
    String[] lines = sql.split("\r\n|\r|\n", -1);
    String about = "seed=" + seed + ", position=" + position + ", sql=" + sql;
    assertThat(position).as(about).isNotNull();
    assertThat(position.line()).as(about).isBetween(1, lines.length);
    assertThat(position.endLine()).as(about).isBetween(position.line(), lines.length);
    assertThat(position.column()).as(about).isBetween(1, lines[position.line() - 1].length() + 1);
    assertThat(position.endColumn())
        .as(about)
        .isBetween(1, lines[position.endLine() - 1].length() + 1);
  }
}

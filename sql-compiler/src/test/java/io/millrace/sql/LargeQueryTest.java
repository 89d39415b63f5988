package io.millrace.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.query.Catalog;
import io.millrace.query.CompiledQuery;
import io.millrace.query.CompiledScript;
import io.millrace.query.CompiledStatement.CreateStream;
import io.millrace.query.SqlException;
import io.millrace.query.SqlLimit;
import io.millrace.query.SqlLimits;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Queries that are larger than a class file, or than a small stack, are refused as bad SQL is. */
class LargeQueryTest {
  private static final int SMALL_STACK_BYTES = 512 << 10;
  private static final SqlLimits LIMITS =
      SqlLimits.defaults()
          .with(SqlLimit.LIST_VALUES, SqlLimit.LIST_VALUES.most())
          .with(SqlLimit.EXPRESSION_SIZE, SqlLimit.EXPRESSION_SIZE.most());

  /** How much stack compiling takes depends on what the JIT compiler has done so far. */
  static String[] shouldRefuseOrCompileWhenQueryTakesMuchStack() {
    return new String[] {
      "SELECT id" + "+1".repeat(240) + " AS c FROM s",
      "SELECT id FROM s WHERE " + "NOT ".repeat(240) + "id = 1",
      "SELECT " + caseOf(1500) + " AS c FROM s",
      "SELECT " + caseOf(5000) + " AS c FROM s",
    };
  }

  @ParameterizedTest
  @MethodSource
  void shouldRefuseOrCompileWhenQueryTakesMuchStack(String sql) throws InterruptedException {
    Object outcome = compileOnSmallStack(sql);

    if (!(outcome instanceof CompiledQuery)) {
      checkRefusal(outcome);
    }
  }

  @Test
  void shouldRefuseWhenQueryIsLargerThanClassFile() throws InterruptedException {
    String list =
        IntStream.range(0, 20_000)
            .mapToObj(i -> Integer.toString(3 * i))
            .collect(Collectors.joining(","));

    checkRefusal(compileOnSmallStack("SELECT id FROM s WHERE id IN (" + list + ")"));
  }

  private static void checkRefusal(Object outcome) {
    assertThat(outcome).isInstanceOf(SqlException.class);
    SqlException refusal = (SqlException) outcome;
    assertThat(refusal).hasMessageStartingWith("query is too large").hasMessageContaining("split");
    assertThat(refusal.position()).isNotNull();
  }

  @Test
  void shouldCompileWhenQueryIsLargeButFits() throws InterruptedException {
    assertThat(compileOnSmallStack("SELECT id" + "+1".repeat(100) + " AS c FROM s"))
        .isInstanceOf(CompiledQuery.class);
    assertThat(compileOnSmallStack("SELECT " + caseOf(300) + " AS c FROM s"))
        .isInstanceOf(CompiledQuery.class);
  }

  private static String caseOf(int branches) {
    return IntStream.range(0, branches)
        .mapToObj(i -> " WHEN id = " + i + " THEN " + 7 * i)
        .collect(Collectors.joining("", "CASE", " ELSE 0 END"));
  }

  /** The compiled query, or what was thrown instead. */
  private static Object compileOnSmallStack(String sql) throws InterruptedException {
    AtomicReference<Object> outcome = new AtomicReference<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                outcome.set(compile(sql));
              } catch (Throwable e) {
                outcome.set(e);
              }
            },
            "small-stack",
            SMALL_STACK_BYTES);
    thread.start();
    thread.join();
    return outcome.get();
  }

  private static CompiledQuery compile(String sql) {
    Catalog catalog = new Catalog();
    CompiledScript script =
        new SqlCompiler().open("CREATE STREAM s (id BIGINT NOT NULL);\n" + sql, "test", LIMITS);
    catalog.add(((CreateStream) script.next(catalog)).definition());
    return (CompiledQuery) script.next(catalog);
  }
}

package io.millrace.sql.codegen.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.sql.codegen.expression.OracleTable.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Nested expressions, put together at random, against DuckDB. {@code -Dseed=…} tries others. */
class ExpressionRandomTest {
  private static final long SEED = Long.getLong("seed", 97);
  private static final int EXPRESSIONS = 120;
  private static final int DEPTH = 4;

  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void shouldAgreeWithDuckDbWhenExpressionsAreRandom() throws Exception {
    List<String> differences = new ArrayList<>();
    try (OracleTable table = new OracleTable(SEED)) {
      for (int i = 0; i < EXPRESSIONS; i++) {
        String sql =
            switch (i % 3) {
              case 0 -> condition(DEPTH);
              case 1 -> text(DEPTH);
              default -> "CAST(" + number(DEPTH) + " AS DOUBLE) < " + number(2);
            };
        check(table, sql, differences);
      }
    }
    assertThat(differences).as("seed=" + SEED).isEmpty();
  }

  private static void check(OracleTable table, String sql, List<String> differences) {
    CompiledExpression plain = new CompiledExpression(table.schema(), sql);
    CompiledExpression simplified =
        new CompiledExpression(table.schema(), table.schema().simplified(sql));
    List<Object> expected = table.duckResults(sql, plain.value().type());
    for (int row = 0; row < table.size(); row++) {
      Object duck = expected.get(row);
      if (duck instanceof Failure) {
        // DuckDB evaluates what does not matter too.
        continue;
      }
      Object actual = evaluate(plain, table.row(row));
      Object other = evaluate(simplified, table.row(row));
      if (!Objects.equals(actual, duck) || !Objects.equals(other, duck)) {
        differences.add(
            sql
                + ": ours="
                + actual
                + ", simplified="
                + other
                + ", DuckDB="
                + duck
                + ", row: "
                + table.describe(row, sql)
                + "\n"
                + plain.text());
        return;
      }
    }
  }

  private static Object evaluate(CompiledExpression compiled, Object[] row) {
    try {
      return compiled.evaluate(row);
    } catch (ArithmeticException | IllegalArgumentException e) {
      return new Failure(e.getMessage());
    }
  }

  private String oneOf(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String condition(int depth) {
    if (depth == 0) {
      return oneOf("b", "c", "nb", "TRUE", "b", "c");
    }
    int less = depth - 1;
    return switch (random.nextInt(16)) {
      case 0, 1 -> "(" + condition(less) + " AND " + condition(less) + ")";
      case 2, 3 -> "(" + condition(less) + " OR " + condition(less) + ")";
      case 4 -> "(NOT " + condition(less) + ")";
      case 5 -> "(" + condition(less) + oneOf(" IS TRUE)", " IS NOT TRUE)", " IS FALSE)");
      case 6 -> "(" + oneOf(condition(less), text(less), number(less)) + " IS NULL)";
      case 7 -> "(" + number(less) + comparison() + number(less) + ")";
      case 8 -> "(" + text(less) + comparison() + text(less) + ")";
      case 9 -> "(" + text(less) + oneOf(" LIKE 'a%')", " NOT LIKE '%b%')", " LIKE '_')");
      case 10 -> "(" + exact(less) + comparison() + exact(less) + ")";
      case 11 -> "(" + exact(less) + " BETWEEN " + exact(0) + " AND " + exact(0) + ")";
      case 12 -> "(" + exact(less) + oneOf(" IN (1, 2, 7, 100))", " NOT IN (0, 1, 2))");
      case 13 -> "(" + date(less) + comparison() + date(less) + ")";
      case 14 -> "(" + timestamp(less) + comparison() + timestamp(less) + ")";
      default -> choice(condition(less), condition(less), condition(less));
    };
  }

  private String choice(String condition, String then, String otherwise) {
    return "(CASE WHEN " + condition + " THEN " + then + " ELSE " + otherwise + " END)";
  }

  private String comparison() {
    return oneOf(" = ", " <> ", " < ", " <= ", " > ", " >= ");
  }

  private String exact(int depth) {
    if (depth == 0) {
      return oneOf("i", "j", "ni", "l", "nl", "x", "nx", "z", "5", "2.5", "-7");
    }
    int less = depth - 1;
    return switch (random.nextInt(9)) {
      case 0 -> "(" + exact(less) + oneOf(" + ", " - ") + exact(less) + ")";
      case 1 -> "(" + exact(less) + " * " + oneOf("2", "0.5", "j", "-1.25") + ")";
      case 2 -> "COALESCE(" + exact(less) + ", " + exact(less) + ")";
      case 3 -> choice(condition(less), exact(less), exact(less));
      case 4 -> "EXTRACT(" + oneOf("YEAR", "MONTH", "WEEK") + " FROM " + timestamp(less) + ")";
      case 5 -> "CAST(CHAR_LENGTH(" + text(less) + ") AS INTEGER)";
      case 6 -> "(- " + exact(less) + ")";
      case 7 -> "(" + exact(less) + " % 7)";
      default -> exact(0);
    };
  }

  private String date(int depth) {
    int less = depth - 1;
    return switch (depth == 0 ? 4 : random.nextInt(5)) {
      case 0 -> "CAST(" + timestamp(less) + " AS DATE)";
      case 1 -> "COALESCE(" + date(less) + ", " + date(less) + ")";
      case 2 -> choice(condition(less), date(less), date(less));
      default -> oneOf("dt", "du", "DATE '2000-01-01'");
    };
  }

  private String timestamp(int depth) {
    int less = depth - 1;
    return switch (depth == 0 ? 4 : random.nextInt(5)) {
      case 0 -> "(" + timestamp(less) + oneOf(" + ", " - ") + "INTERVAL '1' MONTH)";
      case 1 -> "(" + timestamp(less) + oneOf(" + ", " - ") + "INTERVAL '36' HOUR)";
      case 2 -> choice(condition(less), timestamp(less), timestamp(less));
      default -> oneOf("ts", "tt", "nt");
    };
  }

  private String number(int depth) {
    if (depth == 0) {
      return oneOf("d", "e", "nd", "CAST(i AS DOUBLE)", "CAST(x AS DOUBLE)", "1.5e0", "0e0");
    }
    int less = depth - 1;
    return switch (random.nextInt(6)) {
      case 0 -> "(" + number(less) + oneOf(" + ", " - ", " * ") + number(less) + ")";
      case 1 -> "ABS(" + number(less) + ")";
      case 2 -> "COALESCE(" + number(less) + ", " + number(less) + ")";
      case 3 -> "NULLIF(" + number(less) + ", " + number(less) + ")";
      case 4 -> choice(condition(less), number(less), number(less));
      default -> number(0);
    };
  }

  private String text(int depth) {
    if (depth == 0) {
      return oneOf("s", "v", "ns", "'a'", "'abc'");
    }
    int less = depth - 1;
    return switch (random.nextInt(8)) {
      case 0 -> "UPPER(" + text(less) + ")";
      case 1 -> "(" + text(less) + " || " + text(less) + ")";
      case 2 -> "SUBSTRING(" + text(less) + ", " + random.nextInt(1, 4) + ", 3)";
      case 3 -> "TRIM(" + text(less) + ")";
      case 4 -> "COALESCE(" + text(less) + ", " + text(less) + ")";
      case 5 -> "NULLIF(" + text(less) + ", " + text(less) + ")";
      case 6 -> choice(condition(less), text(less), text(less));
      default -> text(0);
    };
  }
}

package io.millrace.sql.codegen.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Nested expressions that cannot fail, put together at random, against DuckDB. {@code -Dseed=…}
 * tries others.
 */
class ExpressionRandomTest {
  private static final long SEED = Long.getLong("seed", 97);
  private static final int EXPRESSIONS = 200;
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
      Object actual = plain.evaluate(table.row(row));
      Object other = simplified.evaluate(table.row(row));
      // A few of these are too much for DuckDB, whatever the row.
      boolean isKnown = !(expected.get(row) instanceof OracleTable.Failure);
      boolean same = !isKnown || Objects.equals(actual, expected.get(row));
      if (!same || !Objects.equals(other, actual)) {
        differences.add(
            sql
                + ": ours="
                + actual
                + ", simplified="
                + other
                + ", DuckDB="
                + expected.get(row)
                + ", row: "
                + table.describe(row, sql)
                + "\n"
                + plain.text());
        return;
      }
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
    return switch (random.nextInt(14)) {
      case 0, 1 -> "(" + condition(less) + " AND " + condition(less) + ")";
      case 2, 3 -> "(" + condition(less) + " OR " + condition(less) + ")";
      case 4 -> "(NOT " + condition(less) + ")";
      case 5 -> "(" + condition(less) + oneOf(" IS TRUE)", " IS NOT TRUE)", " IS FALSE)");
      case 6 -> "(" + oneOf(condition(less), text(less), number(less)) + " IS NULL)";
      case 7 -> "(" + number(less) + comparison() + number(less) + ")";
      case 8 -> "(" + text(less) + comparison() + text(less) + ")";
      case 9 -> "(" + text(less) + oneOf(" LIKE 'a%')", " NOT LIKE '%b%')", " LIKE '_')");
      case 10 -> "(" + exact() + comparison() + exact() + ")";
      case 11 -> "(" + exact() + " BETWEEN " + exact() + " AND " + exact() + ")";
      case 12 -> "(" + exact() + oneOf(" IN (1, 2, 7, 100))", " NOT IN (0, 1, 2))");
      default -> choice(condition(less), condition(less), condition(less));
    };
  }

  private String choice(String condition, String then, String otherwise) {
    return "(CASE WHEN " + condition + " THEN " + then + " ELSE " + otherwise + " END)";
  }

  private String comparison() {
    return oneOf(" = ", " <> ", " < ", " <= ", " > ", " >= ");
  }

  private String exact() {
    return oneOf("i", "j", "ni", "l", "nl", "x", "nx", "z", "5", "2.5", "-7");
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

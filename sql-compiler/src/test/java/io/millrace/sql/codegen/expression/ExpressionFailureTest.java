package io.millrace.sql.codegen.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What can fail, when it does, and with which words. */
class ExpressionFailureTest {
  private static final SqlExpressions SCHEMA =
      new SqlExpressions(
          List.of(
              "a BIGINT NOT NULL",
              "b BIGINT NOT NULL",
              "n BIGINT",
              "x DECIMAL(12, 2) NOT NULL",
              "d DOUBLE NOT NULL",
              "s VARCHAR NOT NULL",
              "t TIMESTAMP(9) NOT NULL",
              "iv INTERVAL DAY NOT NULL"));

  private static boolean canFail(String sql) {
    return ExpressionEmitter.canFail(SCHEMA.expression(sql));
  }

  private static void assertRefused(String sql, String message) {
    assertThatThrownBy(() -> new CompiledExpression(SCHEMA, sql))
        .isInstanceOf(UnsupportedExpressionException.class)
        .hasMessage(message);
  }

  @Test
  void shouldKnowWhatCanFail() {
    assertThat(
            List.of(
                "a + b",
                "-a",
                "a / b",
                "a % b",
                "x / 0",
                "CAST(a AS INTEGER)",
                "CAST(d AS BIGINT)"))
        .allMatch(ExpressionFailureTest::canFail);
    assertThat(
            List.of(
                "CAST(s AS BIGINT)",
                "CAST(d AS DECIMAL(5, 2))",
                "t + INTERVAL '1' DAY",
                "ABS(a)",
                "CAST(x AS DECIMAL(4, 2))",
                "SUBSTRING(s, 1, CAST(a AS INTEGER))",
                "CASE WHEN a > 0 THEN a + 1 ELSE 0 END",
                "a > 0 AND a + b > 0"))
        .allMatch(ExpressionFailureTest::canFail);
  }

  @Test
  void shouldKnowWhatCannotFail() {
    assertThat(
            List.of(
                "a",
                "a > b",
                "x + x",
                "x * x",
                "x * 2",
                "-x",
                "d / 0",
                "d * d",
                "CAST(a AS DOUBLE)",
                "CAST(x AS DOUBLE)",
                "x / 4"))
        .noneMatch(ExpressionFailureTest::canFail);
    assertThat(
            List.of(
                "UPPER(s)",
                "s LIKE 'a%'",
                "s || s",
                "SUBSTRING(s, 2, 3)",
                "CAST(a AS VARCHAR)",
                "CASE WHEN a > b THEN a ELSE b END",
                "COALESCE(n, a)",
                "FLOOR(x)",
                "SAFE_CAST(s AS BIGINT)",
                "EXTRACT(YEAR FROM t)",
                "CAST(t AS DATE)",
                "a > 1.5"))
        .noneMatch(ExpressionFailureTest::canFail);
  }

  @Test
  void shouldNotEvaluateWhatIsNotNeeded() {
    assertThat(evaluate("b <> 0 AND a / b > 1", 5L, 0L)).isEqualTo(false);
    assertThat(evaluate("b = 0 OR a / b > 1", 5L, 0L)).isEqualTo(true);
    assertThat(evaluate("CASE WHEN b = 0 THEN -1 ELSE a / b END", 5L, 0L)).hasToString("-1");
    assertThat(evaluate("CASE b WHEN 0 THEN 0 WHEN a / b THEN 1 ELSE 2 END", 5L, 0L))
        .hasToString("0");
    assertThat(evaluate("COALESCE(NULLIF(b, 0), 1) + 1", 5L, 0L)).hasToString("2");
  }

  private static Object evaluate(String sql, long a, long b) {
    return new CompiledExpression(SCHEMA, sql).evaluate(a, b, null, 0L, 0.0, null, 0L, 0L);
  }

  @Test
  void shouldNotComputeWithValuesThatAreNull() {
    CompiledExpression product = new CompiledExpression(SCHEMA, "n * 9223372036854775807 + n / n");
    assertThat(product.evaluate(1L, 1L, null, 0L, 0.0, null, 0L, 0L)).isNull();
  }

  @Test
  void shouldNameTheValuesOfAFailure() {
    assertThatThrownBy(() -> evaluate("a + b", Long.MAX_VALUE, 1))
        .hasMessage("BIGINT overflow: 9223372036854775807 + 1");
    assertThatThrownBy(() -> evaluate("a / b", 5, 0)).hasMessage("division by zero: 5 / 0");
    assertThatThrownBy(() -> evaluate("CAST(a AS DECIMAL(5, 2))", 1000, 0))
        .hasMessage("decimal overflow: value=1000; it does not fit DECIMAL(3, 0)");
    assertThatThrownBy(() -> evaluate("CAST(a AS INTEGER)", 3_000_000_000L, 0))
        .hasMessage("INTEGER overflow: 3000000000");
  }

  @Test
  void shouldSayWhatToDoInstead() {
    assertRefused(
        "s LIKE s",
        "not supported: LIKE with a pattern that is not constant; write it as a literal");
    assertRefused(
        "s LIKE 'a!b' ESCAPE '!'",
        "not supported: LIKE; wrong escape in a LIKE pattern: pattern='a!b', escape='!'; it must"
            + " stand before %, _ or itself");
    assertRefused(
        "s ILIKE 'a'", "not supported: ILIKE; use LIKE, with LOWER on both sides to ignore case");
    assertRefused(
        "TRIM('xy' FROM s)", "not supported: TRIM of 'xy'; trim one ASCII character at a time");
    assertRefused(
        "iv * 1.5",
        "not supported: INTERVAL * a number with fraction; multiply and divide intervals by INTEGER"
            + " or BIGINT");
    assertRefused(
        "FLOOR(t TO CENTURY)",
        "not supported: FLOOR(TIMESTAMP TO CENTURY); use a unit that the value has, from DECADE to"
            + " NANOSECOND");
    assertRefused(
        "ROUND(x, CAST(a AS INTEGER))",
        "not supported: ROUND to that many digits; use a constant number of digits, 0 to 18");
    assertThatThrownBy(() -> new CompiledExpression(SCHEMA, "REPLACE(s, 'a', 'b')"))
        .hasMessageStartingWith(
            "not supported: function REPLACE; supported are the operators + - * / % ||,")
        .hasMessageContaining("SUBSTRING");
  }
}

package io.millrace.sql.codegen.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Generated code allocates nothing, whatever the row. */
class ExpressionAllocationTest {
  private static final int WARM_UP = 2_000;
  private static final int ROUNDS = 20_000;

  private static final SqlExpressions SCHEMA =
      new SqlExpressions(
          List.of(
              "i INTEGER NOT NULL",
              "l BIGINT",
              "x DECIMAL(12, 2) NOT NULL",
              "y DECIMAL(38, 10)",
              "d DOUBLE NOT NULL",
              "s VARCHAR NOT NULL",
              "v VARCHAR",
              "t TIMESTAMP(9) NOT NULL",
              "dt DATE",
              "digits VARCHAR NOT NULL"));

  private static final Object[] VALUES = {
    7,
    12,
    new BigDecimal("19.99"),
    new BigDecimal("-12345678901234567890.0123456789"),
    2.75,
    "some text of a row",
    "text",
    1_700_000_000_123_456_789L,
    19_000,
    "12345"
  };

  private static final List<String> EXPRESSIONS =
      List.of(
          "i + l * 3 - i / 2",
          "x * (1 - 0.05) * x",
          "y / x * 3",
          "y + x > 100 AND y < d",
          "ROUND(y, 2) + FLOOR(x)",
          "CAST(y AS DECIMAL(38, 2)) + CAST(d AS DECIMAL(18, 3))",
          "CAST(d AS BIGINT) + CAST(x AS INTEGER)",
          "d > 1 AND d * 2 <= l",
          "s LIKE '%text%' AND s LIKE 'some%' AND NOT s LIKE '_'",
          "UPPER(s) || '-' || v || CAST(i AS VARCHAR)",
          "SUBSTRING(s FROM 6 FOR 4) = v",
          "TRIM(LOWER(s)) > v OR POSITION(v IN s) > 3",
          "CHAR_LENGTH(s) + CHAR_LENGTH(v)",
          "CASE WHEN s = 'a' THEN s WHEN i > 3 THEN v ELSE 'none' END",
          "COALESCE(v, s, 'none')",
          "s IN ('a', 'b', 'some text of a row')",
          "t + INTERVAL '1' MONTH - INTERVAL '3' HOUR",
          "FLOOR(t TO MONTH)",
          "EXTRACT(YEAR FROM t) * 100 + EXTRACT(MONTH FROM dt)",
          "CAST(t AS DATE) < dt",
          "CAST(digits AS INTEGER) + CAST(digits AS DECIMAL(20, 2))",
          "CAST(x AS VARCHAR) || CAST(t AS VARCHAR) || CAST(dt AS VARCHAR)",
          "SAFE_CAST(digits AS BIGINT)",
          "GREATEST(i, l)");

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  @Test
  void shouldAllocateNothingPerRow() {
    Object[] row = row(false);
    Object[] nulls = row(true);
    for (String sql : EXPRESSIONS) {
      CompiledExpression compiled = new CompiledExpression(SCHEMA, sql);
      compiled.repeat(row, WARM_UP);
      compiled.repeat(nulls, WARM_UP);
      long before = allocated();
      compiled.repeat(row, ROUNDS);
      compiled.repeat(nulls, ROUNDS);
      long bytes = allocated() - before;
      assertThat(bytes / (2.0 * ROUNDS)).as(sql + ": bytes a row").isLessThan(0.5);
    }
  }

  private static Object[] row(boolean nulls) {
    Object[] row = new Object[VALUES.length];
    for (int i = 0; i < row.length; i++) {
      boolean isNull = nulls && SCHEMA.dataType(i).nullable();
      row[i] = isNull ? null : CompiledExpression.toStorage(VALUES[i], SCHEMA.dataType(i));
    }
    return row;
  }
}

package io.millrace.sql.codegen.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.type.DataType;
import io.millrace.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Exact arithmetic on columns of random types against BigDecimal. */
class ExpressionDecimalTest {
  private static final long SEED = 4711;
  private static final int SCHEMAS = 24;
  private static final int ROWS = 40;
  private static final String OVERFLOW = "overflow";

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final List<String> differences = new ArrayList<>();

  @Test
  void shouldAgreeWithBigDecimalWhenTypesAreRandom() {
    for (int i = 0; i < SCHEMAS; i++) {
      String left = type();
      String right = type();
      SqlExpressions schema = new SqlExpressions(List.of("a " + left, "b " + right));
      List<Object[]> rows = rows(left, right);
      for (String operator : List.of("+", "-", "*", "/", "%")) {
        if (operator.equals("/") && !left.startsWith("D") && !right.startsWith("D")) {
          continue;
        }
        check(schema, rows, "a " + operator + " b", operator);
      }
      for (String operator : List.of("<", "=", ">=")) {
        check(schema, rows, "a " + operator + " b", operator);
      }
      check(schema, rows, "CAST(a AS " + right + ")", "CAST");
      check(schema, rows, "-a", "NEGATE");
    }
    assertThat(differences).as("seed=" + SEED).isEmpty();
  }

  private String type() {
    int choice = random.nextInt(10);
    if (choice == 0) {
      return "INTEGER";
    }
    if (choice == 1) {
      return "BIGINT";
    }
    int precision = choice < 6 ? random.nextInt(1, 19) : random.nextInt(1, 39);
    return "DECIMAL(" + precision + ", " + random.nextInt(precision + 1) + ")";
  }

  private List<Object[]> rows(String left, String right) {
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(new Object[] {value(left), value(right)});
    }
    return rows;
  }

  /** NULL, the ends of the type, small numbers and numbers of any length. */
  private BigDecimal value(String type) {
    DataType dataType = new SqlExpressions(List.of("a " + type)).dataType(0);
    int scale = dataType.kind() == TypeKind.DECIMAL ? dataType.scale() : 0;
    BigInteger limit =
        switch (dataType.kind()) {
          case INTEGER -> BigInteger.valueOf(Integer.MAX_VALUE);
          case BIGINT -> BigInteger.valueOf(Long.MAX_VALUE);
          default -> BigInteger.TEN.pow(dataType.precision()).subtract(BigInteger.ONE);
        };
    BigInteger unscaled =
        switch (random.nextInt(6)) {
          case 0 -> null;
          case 1 -> limit;
          case 2 -> BigInteger.valueOf(random.nextInt(-3, 4));
          default ->
              new BigInteger(1 + random.nextInt(127), new java.util.Random(random.nextLong()));
        };
    if (unscaled == null) {
      return null;
    }
    BigInteger inRange = unscaled.remainder(limit.add(BigInteger.ONE));
    return new BigDecimal(random.nextBoolean() ? inRange : inRange.negate(), scale);
  }

  private void check(SqlExpressions schema, List<Object[]> rows, String sql, String operator) {
    CompiledExpression compiled = new CompiledExpression(schema, sql);
    DataType type = compiled.value().type();
    for (Object[] row : rows) {
      BigDecimal a = (BigDecimal) row[0];
      BigDecimal b = (BigDecimal) row[1];
      Object expected = expected(a, b, operator, type);
      Object actual = actual(compiled, schema, a, b);
      if (expected == null ? actual != null : !expected.equals(actual)) {
        differences.add(
            schema.rowType()
                + ": "
                + sql
                + " as "
                + type
                + ", a="
                + a
                + ", b="
                + b
                + ": expected="
                + expected
                + ", actual="
                + actual);
      }
    }
  }

  private static Object actual(
      CompiledExpression compiled, SqlExpressions schema, BigDecimal a, BigDecimal b) {
    try {
      return compiled.evaluate(
          CompiledExpression.toStorage(a, schema.dataType(0)),
          CompiledExpression.toStorage(b, schema.dataType(1)));
    } catch (ArithmeticException e) {
      return OVERFLOW;
    }
  }

  private static Object expected(BigDecimal a, BigDecimal b, String operator, DataType type) {
    boolean isUnary = operator.equals("CAST") || operator.equals("NEGATE");
    if (a == null || (b == null && !isUnary)) {
      return null;
    }
    boolean divides = operator.equals("/") || operator.equals("%");
    if (divides && b.signum() == 0) {
      return OVERFLOW;
    }
    int scale = type.kind() == TypeKind.DECIMAL ? type.scale() : 0;
    return switch (operator) {
      case "+" -> fitted(a.add(b), type);
      case "-" -> fitted(a.subtract(b), type);
      case "*" -> fitted(a.multiply(b), type);
      case "/" -> fitted(a.divide(b, scale, RoundingMode.HALF_UP), type);
      case "%" -> fitted(a.remainder(b), type);
      case "<" -> a.compareTo(b) < 0;
      case "=" -> a.compareTo(b) == 0;
      case ">=" -> a.compareTo(b) >= 0;
      case "NEGATE" -> fitted(a.negate(), type);
      default -> fitted(a, type);
    };
  }

  private static Object fitted(BigDecimal exact, DataType type) {
    int scale = type.kind() == TypeKind.DECIMAL ? type.scale() : 0;
    BigDecimal rounded = exact.setScale(scale, RoundingMode.HALF_UP);
    boolean fits =
        switch (type.kind()) {
          case INTEGER -> rounded.unscaledValue().bitLength() < Integer.SIZE;
          case BIGINT -> rounded.unscaledValue().bitLength() < Long.SIZE;
          default -> rounded.precision() <= type.precision();
        };
    return fits ? rounded : OVERFLOW;
  }
}

package io.millrace.corpus.oracle;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;

/** Arithmetic and functions of numbers; arithmetic of times goes to {@link Times}. */
final class Numbers {
  private Numbers() {}

  /** A Long or BigDecimal as BigDecimal. */
  static BigDecimal exact(Object value) {
    return value instanceof Long number ? BigDecimal.valueOf(number) : (BigDecimal) value;
  }

  static Object binary(char operator, Object left, Object right, RelDataType type) {
    if (!(left instanceof Number a) || !(right instanceof Number b)) {
      return Times.binary(operator, left, right, type);
    }
    Object result =
        switch (type.getSqlTypeName()) {
          case REAL -> floats(operator, a.floatValue(), b.floatValue());
          case DOUBLE, FLOAT -> doubles(operator, a.doubleValue(), b.doubleValue());
          default -> exact(operator, exact(a), exact(b), type);
        };
    return Casts.cast(result, type);
  }

  private static Object exact(char operator, BigDecimal a, BigDecimal b, RelDataType type) {
    if ((operator == '/' || operator == '%') && b.signum() == 0) {
      throw new ArithmeticException("division by zero: " + a + " " + operator + " 0");
    }
    return switch (operator) {
      case '+' -> a.add(b);
      case '-' -> a.subtract(b);
      case '*' -> a.multiply(b);
      case '%' -> a.remainder(b);
      default ->
          type.getSqlTypeName() == SqlTypeName.DECIMAL
              ? a.divide(b, type.getScale(), RoundingMode.HALF_UP)
              : new BigDecimal(a.toBigIntegerExact().divide(b.toBigIntegerExact()));
    };
  }

  private static Object doubles(char operator, double a, double b) {
    return switch (operator) {
      case '+' -> a + b;
      case '-' -> a - b;
      case '*' -> a * b;
      case '%' -> a % b;
      default -> a / b;
    };
  }

  private static Object floats(char operator, float a, float b) {
    return switch (operator) {
      case '+' -> a + b;
      case '-' -> a - b;
      case '*' -> a * b;
      case '%' -> a % b;
      default -> a / b;
    };
  }

  static Object negate(Object value, RelDataType type) {
    if (value instanceof Double number) {
      return -number;
    }
    if (value instanceof Float number) {
      return -number;
    }
    return value instanceof Number ? Casts.cast(exact(value).negate(), type) : Times.negate(value);
  }

  static Object function(String name, Object[] values, RelDataType type) {
    Object value = values[0];
    boolean isExact = value instanceof Long || value instanceof BigDecimal;
    int digits = values.length > 1 && values[1] instanceof Long n ? n.intValue() : 0;
    if (name.equals("POWER") || name.equals("EXP") || name.equals("LN") || name.equals("LOG10")) {
      return ofDouble(name, values);
    }
    if (isExact) {
      BigDecimal number = exact(value);
      BigDecimal result =
          switch (name) {
            case "ABS" -> number.abs();
            case "SIGN" -> BigDecimal.valueOf(number.signum());
            case "FLOOR" -> number.setScale(0, RoundingMode.FLOOR);
            case "CEIL" -> number.setScale(0, RoundingMode.CEILING);
            case "ROUND" -> scaled(number, digits, RoundingMode.HALF_UP);
            default -> scaled(number, digits, RoundingMode.DOWN);
          };
      return Casts.cast(result, type);
    }
    double number = ((Number) value).doubleValue();
    double result =
        switch (name) {
          case "ABS" -> Math.abs(number);
          case "SIGN" -> Math.signum(number);
          case "FLOOR" -> Math.floor(number);
          case "CEIL" -> Math.ceil(number);
          default ->
              BigDecimal.valueOf(number)
                  .setScale(digits, name.equals("ROUND") ? RoundingMode.HALF_UP : RoundingMode.DOWN)
                  .doubleValue();
        };
    return Casts.cast(result, type);
  }

  private static BigDecimal scaled(BigDecimal number, int digits, RoundingMode rounding) {
    return digits >= number.scale() ? number : number.setScale(digits, rounding);
  }

  private static Object ofDouble(String name, Object[] values) {
    double number = ((Number) values[0]).doubleValue();
    return switch (name) {
      case "EXP" -> Math.exp(number);
      case "LN" -> Math.log(number);
      case "LOG10" -> Math.log10(number);
      default -> {
        double exponent = ((Number) values[1]).doubleValue();
        yield exponent == 0.5 ? Math.sqrt(number) : Math.pow(number, exponent);
      }
    };
  }
}

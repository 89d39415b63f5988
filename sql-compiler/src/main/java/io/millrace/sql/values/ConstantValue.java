package io.millrace.sql.values;

import java.math.BigDecimal;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * The value of a constant expression as an object: null, Boolean, BigDecimal, Double (a number in
 * scientific notation or a cast), String (text, dates and times in ISO 8601), or {@link Interval}.
 */
final class ConstantValue {
  private static final long NANOS_PER_MILLI = 1_000_000L;

  private ConstantValue() {}

  /** A length of time: nanoseconds, or months. */
  record Interval(long value, boolean months) {}

  static Object of(SqlNode node) {
    if (node instanceof SqlLiteral literal) {
      return literal(literal);
    }
    if (node instanceof SqlCall call) {
      switch (call.getKind()) {
        case MINUS_PREFIX -> {
          return negate(of(call.operand(0)));
        }
        case PLUS_PREFIX -> {
          return of(call.operand(0));
        }
        case CAST -> {
          return cast(of(call.operand(0)), call.operand(1));
        }
        default -> {
          return arithmetic(call);
        }
      }
    }
    throw notConstant(node);
  }

  private static IllegalArgumentException notConstant(SqlNode node) {
    return new IllegalArgumentException(
        "not a constant: value=" + node + "; write a literal, with + - * or CAST if need be");
  }

  private static Object literal(SqlLiteral literal) {
    if (literal.getValue() == null || literal.getTypeName() == SqlTypeName.NULL) {
      return null;
    }
    if (literal instanceof SqlIntervalLiteral interval) {
      return interval(interval);
    }
    return switch (literal.getTypeName()) {
      case BOOLEAN -> literal.booleanValue();
      case DECIMAL -> literal.bigDecimalValue();
      case DOUBLE, REAL, FLOAT -> literal.bigDecimalValue().doubleValue();
      case CHAR, VARCHAR -> literal.getValueAs(String.class);
      default -> literal.toValue();
    };
  }

  private static Interval interval(SqlIntervalLiteral literal) {
    if (literal.getTypeName() == SqlTypeName.INTERVAL_YEAR
        || literal.getTypeName() == SqlTypeName.INTERVAL_YEAR_MONTH
        || literal.getTypeName() == SqlTypeName.INTERVAL_MONTH) {
      return new Interval(literal.getValueAs(Long.class), true);
    }
    return new Interval(Math.multiplyExact(literal.getValueAs(Long.class), NANOS_PER_MILLI), false);
  }

  private static Object negate(Object value) {
    if (value instanceof BigDecimal number) {
      return number.negate();
    }
    if (value instanceof Double number) {
      return -number;
    }
    if (value instanceof Interval interval) {
      return new Interval(Math.negateExact(interval.value()), interval.months());
    }
    if (value == null) {
      return null;
    }
    throw new IllegalArgumentException("cannot be negated: value=" + value);
  }

  private static Object arithmetic(SqlCall call) {
    SqlKind kind = call.getKind();
    if (kind != SqlKind.PLUS && kind != SqlKind.MINUS && kind != SqlKind.TIMES) {
      throw notConstant(call);
    }
    Object left = of(call.operand(0));
    Object right = of(call.operand(1));
    if (!(left instanceof BigDecimal a) || !(right instanceof BigDecimal b)) {
      throw notConstant(call);
    }
    return kind == SqlKind.PLUS ? a.add(b) : kind == SqlKind.MINUS ? a.subtract(b) : a.multiply(b);
  }

  private static Object cast(Object value, SqlNode type) {
    String name = ((SqlDataTypeSpec) type).getTypeName().getSimple().toUpperCase(Locale.ROOT);
    boolean floating = name.equals("DOUBLE") || name.equals("REAL") || name.equals("FLOAT");
    if (floating && value instanceof BigDecimal number) {
      return number.doubleValue();
    }
    return floating && value instanceof String text ? (Object) Double.valueOf(text.strip()) : value;
  }
}

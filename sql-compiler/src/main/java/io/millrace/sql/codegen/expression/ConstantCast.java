package io.millrace.sql.codegen.expression;

import io.millrace.type.DataType;
import io.millrace.type.TypeKind;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** CAST of a constant to another type, with the results that the generated code would give. */
final class ConstantCast {
  private ConstantCast() {}

  /**
   * The constant as that type.
   *
   * @throws ArithmeticException if it does not fit
   * @throws IllegalArgumentException if it is text that is not of that type, or there is no such cast
   */
  static Constant cast(Constant constant, DataType type) {
    if (constant.isNull()) {
      return new Constant(type.withNullable(true), null);
    }
    return new Constant(type.withNullable(false), value(constant, type));
  }

  private static Object value(Constant constant, DataType type) {
    TypeKind from = constant.type().kind();
    if (from.isNumeric() && type.kind().isNumeric()) {
      return number(constant, type);
    }
    if (from == type.kind() && from != TypeKind.VARCHAR) {
      return constant.value();
    }
    throw new IllegalArgumentException("not folded");
  }

  private static Object number(Constant constant, DataType type) {
    if (SqlTypes.isFloating(type)) {
      return floating(constant, type);
    }
    Object value = constant.value();
    BigDecimal exact =
        SqlTypes.isFloating(constant.type())
            ? new BigDecimal(((Number) value).doubleValue())
            : constant.exactNumber();
    int scale = type.kind() == TypeKind.DECIMAL ? type.scale() : 0;
    BigDecimal rounded = exact.setScale(scale, RoundingMode.HALF_UP);
    return switch (type.kind()) {
      case INTEGER -> (long) rounded.intValueExact();
      case BIGINT -> rounded.longValueExact();
      default -> checkedDecimal(rounded, type);
    };
  }

  private static BigDecimal checkedDecimal(BigDecimal number, DataType type) {
    if (number.precision() > type.precision()) {
      throw new ArithmeticException(type + " overflow: " + number.toPlainString());
    }
    return number;
  }

  private static Object floating(Constant constant, DataType type) {
    Number number = (Number) constant.value();
    return type.kind() == TypeKind.REAL
        ? (Object) Float.valueOf(number.floatValue())
        : Double.valueOf(number.doubleValue());
  }
}

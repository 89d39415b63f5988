package io.millrace.sql.codegen.expression;

import io.millrace.type.DataType;
import java.math.BigDecimal;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/** Finds what is known at compile time: literals, and casts and negations of them. */
final class ConstantFolder {
  private ConstantFolder() {}

  /**
   * The constant that the expression is, or null: also where its value does not fit its type, which
   * is an error only when and if a row needs it.
   */
  static Constant fold(RexNode node) {
    if (node instanceof RexLiteral literal) {
      return Literals.constant(literal);
    }
    if (!(node instanceof RexCall call) || call.getOperands().isEmpty()) {
      return null;
    }
    boolean foldable = call.isA(SqlKind.CAST) || call.isA(SqlKind.MINUS_PREFIX);
    Constant operand = foldable ? fold(call.getOperands().get(0)) : null;
    if (operand == null) {
      return null;
    }
    DataType type = SqlTypes.of(call.getType());
    try {
      return call.isA(SqlKind.CAST)
          ? ConstantCast.cast(operand, type)
          : ConstantCast.cast(negate(operand), type);
    } catch (ArithmeticException | IllegalArgumentException e) {
      return null;
    }
  }

  private static Constant negate(Constant constant) {
    Object value = constant.value();
    if (value instanceof Long number) {
      return new Constant(constant.type(), Math.negateExact(number));
    }
    if (value instanceof BigDecimal number) {
      return new Constant(constant.type(), number.negate());
    }
    if (value instanceof Double number) {
      return new Constant(constant.type(), -number);
    }
    return value instanceof Float number ? new Constant(constant.type(), -number) : constant;
  }
}

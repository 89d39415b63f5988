package io.millrace.sql.codegen.expression;

import io.millrace.expression.Arithmetic;
import io.millrace.sql.codegen.JavaText;
import io.millrace.type.DataType;
import io.millrace.type.TypeKind;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;

/** Arithmetic with a result of type INTEGER, BIGINT, REAL or DOUBLE. */
final class NumericEmitter {
  private final ExpressionEmitter emitter;

  NumericEmitter(ExpressionEmitter emitter) {
    this.emitter = emitter;
  }

  Value emit(RexCall call, DataType type, String nameHint) {
    String hint = nameHint == null ? Operations.nameHint(call) : nameHint;
    return SqlTypes.isFloating(type) ? floating(call, type, hint) : integer(call, type, hint);
  }

  private Value floating(RexCall call, DataType type, String hint) {
    Value left = operand(call, 0, type);
    if (call.getOperands().size() == 1) {
      boolean negates = Operations.symbol(call).equals("-");
      return negates ? inline(type, "-" + JavaText.atom(left.code()), left.isNull(), hint) : left;
    }
    Value right = operand(call, 1, type);
    String code =
        JavaText.atom(left.code())
            + " "
            + Operations.symbol(call)
            + " "
            + JavaText.atom(right.code());
    return inline(type, code, JavaText.or(left.isNull(), right.isNull()), hint);
  }

  private Value inline(DataType type, String code, String isNull, String hint) {
    return emitter.emission().inline(type, code, isNull, hint);
  }

  private Value integer(RexCall call, DataType type, String hint) {
    DataType computed = isBigint(call) ? DataType.of(TypeKind.BIGINT) : type;
    Value left = operand(call, 0, computed);
    if (call.getOperands().size() == 1) {
      return Operations.symbol(call).equals("-")
          ? checked(type, "negate", left.isNull(), hint, left.code())
          : left;
    }
    Value right = operand(call, 1, computed);
    String isNull = JavaText.or(left.isNull(), right.isNull());
    String method = Operations.methodName(call);
    if (type.kind() == computed.kind()) {
      return checked(type, method, isNull, hint, left.code(), right.code());
    }
    Value wide = checked(computed, method, isNull, hint, left.code(), right.code());
    return emitter.casts().convert(wide, type, hint, call);
  }

  private static boolean isBigint(RexCall call) {
    for (RexNode operand : call.getOperands()) {
      if (SqlTypes.of(operand.getType()).kind() == TypeKind.BIGINT) {
        return true;
      }
    }
    return false;
  }

  private Value operand(RexCall call, int index, DataType type) {
    return emitter.emitAs(call.getOperands().get(index), type, null);
  }

  private Value checked(
      DataType type, String method, String isNull, String hint, String... arguments) {
    Emission emission = emitter.emission();
    String code = emission.call(Arithmetic.class, method, arguments);
    return emission.failing(type, code, isNull, hint);
  }
}

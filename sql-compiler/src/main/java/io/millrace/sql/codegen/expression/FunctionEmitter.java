package io.millrace.sql.codegen.expression;

import io.millrace.expression.Arithmetic;
import io.millrace.expression.DecimalArithmetic;
import io.millrace.expression.NumericCasts;
import io.millrace.sql.codegen.JavaText;
import io.millrace.type.DataType;
import io.millrace.type.TypeKind;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/** Functions of one number: ABS, SIGN, FLOOR, CEIL, ROUND, TRUNCATE and those of DOUBLE. */
final class FunctionEmitter {
  private static final DataType DOUBLE = DataType.of(TypeKind.DOUBLE);

  private final ExpressionEmitter emitter;

  FunctionEmitter(ExpressionEmitter emitter) {
    this.emitter = emitter;
  }

  Value abs(RexCall call, String nameHint) {
    DataType type = SqlTypes.of(call.getType());
    String hint = nameHint == null ? "magnitude" : nameHint;
    if (type.kind() == TypeKind.DECIMAL) {
      Exact number = exact(call);
      Exact result =
          number.isWide()
              ? emitter.wide().unary(number, "abs", hint)
              : number.withCode("Math.abs(" + number.longCode() + ")", number.digits());
      return emitter.decimals().toValue(result, type, hint);
    }
    Value operand = emitter.emitAs(call.getOperands().get(0), type, null);
    if (SqlTypes.isFloating(type)) {
      return inline(type, "Math.abs(" + operand.code() + ")", operand, hint);
    }
    String code = emitter.emission().call(Arithmetic.class, "abs", operand.code());
    return emitter.emission().failing(type, code, operand.isNull(), hint);
  }

  private Exact exact(RexCall call) {
    Exact number = emitter.decimals().exact(call.getOperands().get(0), null);
    return number.constant() != null && number.isWide()
        ? emitter.wide().widened(number, number.scale(), "constant")
        : number;
  }

  Value sign(RexCall call, String nameHint) {
    DataType type = SqlTypes.of(call.getType());
    String hint = nameHint == null ? "sign" : nameHint;
    Value operand = emitter.emitAs(call.getOperands().get(0), type, null);
    String code = operand.code();
    return switch (type.kind()) {
      case INTEGER -> inline(type, "Integer.signum(" + code + ")", operand, hint);
      case BIGINT -> inline(type, "(long) Long.signum(" + code + ")", operand, hint);
      case DOUBLE, REAL -> inline(type, "Math.signum(" + code + ")", operand, hint);
      default -> decimalSign(operand, type, hint);
    };
  }

  private Value decimalSign(Value operand, DataType type, String hint) {
    String code = operand.code();
    if (!SqlTypes.isWide(type)) {
      String sign = "Long.signum(" + code + ") * " + Exact.powerOfTen(type.scale());
      return inline(type, sign, operand, hint);
    }
    WideEmitter.Chain chain =
        new WideEmitter.Chain("set(" + code + ".signum())", operand.isNull(), false);
    Exact sign =
        emitter
            .wide()
            .run(chain.then("scaleUp(" + type.scale() + ")", false), 1, type.scale(), hint);
    return new Value(type, sign.code(), sign.isNull());
  }

  /** FLOOR and CEIL to a whole number. */
  Value whole(RexCall call, String nameHint) {
    DataType type = SqlTypes.of(call.getType());
    boolean isFloor = call.isA(SqlKind.FLOOR);
    String hint = nameHint == null ? (isFloor ? "floor" : "ceil") : nameHint;
    if (type.kind() == TypeKind.DECIMAL) {
      return emitter.decimals().rescale(wholeDecimal(exact(call), isFloor, hint), type, hint);
    }
    Value operand = emitter.emitAs(call.getOperands().get(0), type, null);
    if (!SqlTypes.isFloating(type)) {
      return operand;
    }
    String rounded = (isFloor ? "Math.floor(" : "Math.ceil(") + operand.code() + ")";
    boolean isReal = type.kind() == TypeKind.REAL;
    return inline(type, isReal ? "(float) " + rounded : rounded, operand, hint);
  }

  private Exact wholeDecimal(Exact number, boolean isFloor, String hint) {
    if (number.scale() == 0) {
      return number;
    }
    int digits = Math.max(1, number.digits() - number.scale() + 1);
    if (number.isWide()) {
      String method = isFloor ? "floor" : "ceil";
      return emitter.wide().rounded(number, 0, digits, method, hint);
    }
    String code = JavaText.atom(number.longCode());
    String power = Exact.powerOfTen(number.scale());
    String floor =
        isFloor
            ? "Math.floorDiv(" + number.longCode() + ", " + power + ")"
            : "-Math.floorDiv(-" + code + ", " + power + ")";
    return new Exact(floor, number.isNull(), digits, 0, Exact.Form.LONG, null);
  }

  /** ROUND and TRUNCATE to a constant number of digits. */
  Value round(RexCall call, boolean truncates, String nameHint) {
    DataType type = SqlTypes.of(call.getType());
    String hint = nameHint == null ? (truncates ? "truncated" : "rounded") : nameHint;
    int digits = digits(call);
    if (type.kind() == TypeKind.DECIMAL) {
      Exact number = roundDecimal(exact(call), digits, truncates, hint);
      return emitter.decimals().rescale(number, type, hint);
    }
    Value operand = emitter.emitAs(call.getOperands().get(0), type, null);
    if (!SqlTypes.isFloating(type)) {
      return operand;
    }
    String method = truncates ? "truncate" : "round";
    String factor = JavaText.doubleLiteral(Math.pow(10, digits));
    String argument = digits == 0 ? operand.code() : JavaText.atom(operand.code()) + " * " + factor;
    String rounded = emitter.emission().call(NumericCasts.class, method, argument);
    String code = digits == 0 ? rounded : rounded + " / " + factor;
    boolean isReal = type.kind() == TypeKind.REAL;
    return inline(type, isReal ? "(float) " + JavaText.atom(code) : code, operand, hint);
  }

  private static int digits(RexCall call) {
    if (call.getOperands().size() == 1) {
      return 0;
    }
    Constant constant = ConstantFolder.fold(call.getOperands().get(1));
    if (constant == null || !(constant.value() instanceof Long n) || n < 0 || n > 18) {
      throw new UnsupportedExpressionException(
          call.getOperator().getName() + " to that many digits",
          "use a constant number of digits, 0 to 18",
          call);
    }
    return n.intValue();
  }

  private Exact roundDecimal(Exact number, int newScale, boolean truncates, String hint) {
    int less = number.scale() - newScale;
    if (less <= 0) {
      return number;
    }
    int digits = Math.max(1, number.digits() - less + 1);
    if (number.isWide()) {
      return emitter
          .wide()
          .rounded(number, newScale, digits, truncates ? "truncate" : "scaleDown", hint);
    }
    String power = Exact.powerOfTen(less);
    String code =
        truncates
            ? JavaText.atom(number.longCode()) + " / " + power
            : emitter
                .emission()
                .call(DecimalArithmetic.class, "divideHalfUp", number.longCode(), power);
    return new Exact(code, number.isNull(), digits, newScale, Exact.Form.LONG, null);
  }

  /** Functions that Java has for DOUBLE; NULL in, NULL out, otherwise as IEEE 754 has it. */
  Value ofDouble(RexCall call, String method, String nameHint) {
    Value first = emitter.emitAs(call.getOperands().get(0), DOUBLE, null);
    String hint = nameHint == null ? method : nameHint;
    if (call.getOperands().size() == 1) {
      return inline(DOUBLE, "Math." + method + "(" + first.code() + ")", first, hint);
    }
    RexNode exponent = call.getOperands().get(1);
    Constant constant = ConstantFolder.fold(exponent);
    boolean isRoot =
        constant != null
            && constant.exactNumber() != null
            && constant.exactNumber().doubleValue() == 0.5;
    if (isRoot) {
      return inline(DOUBLE, "Math.sqrt(" + first.code() + ")", first, hint);
    }
    Value second = emitter.emitAs(exponent, DOUBLE, null);
    String code = "Math." + method + "(" + first.code() + ", " + second.code() + ")";
    String isNull = JavaText.or(first.isNull(), second.isNull());
    return emitter.emission().inline(DOUBLE, code, isNull, hint);
  }

  private Value inline(DataType type, String code, Value operand, String hint) {
    return emitter.emission().inline(type, code, operand.isNull(), hint);
  }
}

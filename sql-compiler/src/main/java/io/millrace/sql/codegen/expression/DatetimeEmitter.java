package io.millrace.sql.codegen.expression;

import io.millrace.expression.Arithmetic;
import io.millrace.expression.Datetimes;
import io.millrace.sql.codegen.JavaText;
import io.millrace.type.DataType;
import io.millrace.type.TypeKind;
import java.math.BigDecimal;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;

/** Arithmetic with a result of type DATE, TIME, TIMESTAMP or INTERVAL. */
final class DatetimeEmitter {
  private static final DataType BIGINT = DataType.of(TypeKind.BIGINT);
  private static final DataType TIMESTAMP = DataType.timestamp(9);

  private final ExpressionEmitter emitter;

  DatetimeEmitter(ExpressionEmitter emitter) {
    this.emitter = emitter;
  }

  Value emit(RexCall call, DataType type, String nameHint) {
    String hint = nameHint == null ? Operations.nameHint(call) : nameHint;
    RexNode left = call.getOperands().get(0);
    if (call.getOperands().size() == 1) {
      Value operand = emitter.emit(left);
      return Operations.symbol(call).equals("-")
          ? arithmetic("negate", type, hint, operand)
          : operand;
    }
    RexNode right = call.getOperands().get(1);
    boolean leftIsTime = SqlTypes.isDatetime(typeOf(left));
    boolean rightIsTime = SqlTypes.isDatetime(typeOf(right));
    if (leftIsTime && rightIsTime) {
      return difference(left, right, type, hint);
    }
    if (leftIsTime || rightIsTime) {
      RexNode time = leftIsTime ? left : right;
      RexNode interval = leftIsTime ? right : left;
      return shifted(time, interval, Operations.methodName(call), type, hint);
    }
    return intervals(call, type, hint);
  }

  private static DataType typeOf(RexNode node) {
    return SqlTypes.of(node.getType());
  }

  /** A date or time an interval later or earlier. */
  private Value shifted(RexNode time, RexNode interval, String method, DataType type, String hint) {
    Value from = emitter.emitAs(time, type, null);
    Value by = emitter.emit(interval);
    if (by.type().kind() == TypeKind.INTERVAL_YEAR) {
      Value months = method.equals("add") ? by : negated(interval, by);
      return switch (type.kind()) {
        case DATE -> datetime("addMonthsToDate", type, hint, from, months);
        case TIMESTAMP -> datetime("addMonths", type, hint, from, months);
        default ->
            throw new UnsupportedExpressionException(
                "TIME with an INTERVAL of months", "use hours, minutes or seconds", time);
      };
    }
    return switch (type.kind()) {
      case DATE ->
          datetime(method.equals("add") ? "addToDate" : "subtractFromDate", type, hint, from, by);
      case TIME ->
          timeOfDay(method.equals("add") ? "addToTime" : "subtractFromTime", type, hint, from, by);
      default -> datetime(method, type, hint, from, by);
    };
  }

  private Value negated(RexNode interval, Value months) {
    Constant constant = ConstantFolder.fold(interval);
    return constant == null || constant.isNull()
        ? arithmetic("negate", months.type(), "negated", months)
        : new Constant(constant.type(), -((Long) constant.value())).toValue(emitter.emission());
  }

  /** The interval from one date or time to another. */
  private Value difference(RexNode left, RexNode right, DataType type, String hint) {
    if (type.kind() == TypeKind.INTERVAL_YEAR) {
      Value later = emitter.emitAs(left, TIMESTAMP, null);
      Value earlier = emitter.emitAs(right, TIMESTAMP, null);
      return datetime("monthsBetween", type, hint, later, earlier);
    }
    boolean sameKind = typeOf(left).kind() == typeOf(right).kind();
    Value later = sameKind ? emitter.emit(left) : emitter.emitAs(left, TIMESTAMP, null);
    Value earlier = sameKind ? emitter.emit(right) : emitter.emitAs(right, TIMESTAMP, null);
    return switch (later.type().kind()) {
      case DATE -> datetime("daysBetween", type, hint, later, earlier);
      case TIME ->
          emitter
              .emission()
              .inline(
                  type,
                  JavaText.atom(later.code()) + " - " + JavaText.atom(earlier.code()),
                  JavaText.or(later.isNull(), earlier.isNull()),
                  hint);
      default -> datetime("between", type, hint, later, earlier);
    };
  }

  /** Sums of intervals, and their multiples by whole numbers. */
  private Value intervals(RexCall call, DataType type, String hint) {
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    String method = Operations.methodName(call);
    boolean isSum = method.equals("add") || method.equals("subtract");
    if (!isSum && (isFraction(left) || isFraction(right))) {
      throw new UnsupportedExpressionException(
          "INTERVAL " + Operations.symbol(call) + " a number with fraction",
          "multiply and divide intervals by INTEGER or BIGINT",
          call);
    }
    Value a = isSum ? emitter.emit(left) : longOperand(left);
    Value b = isSum ? emitter.emit(right) : longOperand(right);
    return arithmetic(method, type, hint, a, b);
  }

  private static boolean isFraction(RexNode node) {
    DataType type = typeOf(node);
    return type.kind().isNumeric() && !(SqlTypes.isExact(type) && type.scale() == 0);
  }

  private Value longOperand(RexNode node) {
    return typeOf(node).kind().isNumeric()
        ? emitter.emitAs(node, BIGINT, null)
        : emitter.emit(node);
  }

  private Value arithmetic(String method, DataType type, String hint, Value... operands) {
    return failing(Arithmetic.class, method, type, hint, operands);
  }

  private Value datetime(String method, DataType type, String hint, Value... operands) {
    return failing(Datetimes.class, method, type, hint, operands);
  }

  private Value failing(
      Class<?> owner, String method, DataType type, String hint, Value... operands) {
    return emitter.emission().failing(type, call(owner, method, operands), anyNull(operands), hint);
  }

  private Value timeOfDay(String method, DataType type, String hint, Value... operands) {
    String code = call(Datetimes.class, method, operands);
    return emitter.emission().inline(type, code, anyNull(operands), hint);
  }

  private String call(Class<?> owner, String method, Value... operands) {
    String[] codes = new String[operands.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = operands[i].code();
    }
    return emitter.emission().call(owner, method, codes);
  }

  private static String anyNull(Value... operands) {
    String isNull = "false";
    for (Value operand : operands) {
      isNull = JavaText.or(isNull, operand.isNull());
    }
    return isNull;
  }

  /**
   * An interval as a number: milliseconds, as Calcite counts them where it asks for this, or
   * months.
   */
  Value reinterpret(RexCall call, DataType type) {
    Value interval = emitter.emit(call.getOperands().get(0));
    if (interval.type().kind() != TypeKind.INTERVAL_DAY) {
      return new Value(type, interval.code(), interval.isNull());
    }
    String code = JavaText.atom(interval.code()) + " / " + Literals.NS_PER_MS + "L";
    return emitter.emission().inline(type, code, interval.isNull(), "millis");
  }

  /** A whole number as an interval of that many units. */
  Value toInterval(Value number, RexCall cast, DataType type, String nameHint) {
    BigDecimal unit = cast.getType().getIntervalQualifier().getUnit().multiplier;
    BigDecimal ours =
        type.kind() == TypeKind.INTERVAL_DAY
            ? unit.multiply(BigDecimal.valueOf(Literals.NS_PER_MS))
            : unit;
    Value count = emitter.casts().convert(number, BIGINT, null, cast);
    Value length = Value.notNull(BIGINT, JavaText.longLiteral(ours.longValueExact()));
    return arithmetic("multiply", type, nameHint == null ? "interval" : nameHint, count, length);
  }
}

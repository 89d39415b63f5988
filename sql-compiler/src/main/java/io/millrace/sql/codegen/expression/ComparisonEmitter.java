package io.millrace.sql.codegen.expression;

import io.millrace.expression.Comparisons;
import io.millrace.expression.Datetimes;
import io.millrace.sql.codegen.JavaText;
import io.millrace.type.DataType;
import io.millrace.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * Comparisons. Decimals are compared as longs of one scale, chosen at compile time; NaN equals
 * itself and is the greatest number; text is compared by its bytes.
 */
final class ComparisonEmitter {
  private static final int MAX_FRACTION_DIGITS = 9;

  private final ExpressionEmitter emitter;

  ComparisonEmitter(ExpressionEmitter emitter) {
    this.emitter = emitter;
  }

  Value emit(RexCall call) {
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    return switch (call.getKind()) {
      case IS_DISTINCT_FROM -> distinct(left, right, false);
      case IS_NOT_DISTINCT_FROM -> distinct(left, right, true);
      default -> compare(Comparison.of(call.getKind()), left, right);
    };
  }

  private Value distinct(RexNode left, RexNode right, boolean negated) {
    Value equal = compare(Comparison.EQUAL, left, right);
    String leftNull = emitter.emit(left).isNull();
    String rightNull = emitter.emit(right).isNull();
    String same =
        JavaText.or(
            JavaText.and(leftNull, rightNull),
            JavaText.and(JavaText.not(equal.isNull()), equal.code()));
    return Value.notNull(DataType.of(TypeKind.BOOLEAN), negated ? same : JavaText.not(same));
  }

  /** The comparison of two expressions of any types that compare. */
  Value compare(Comparison comparison, RexNode left, RexNode right) {
    DataType leftType = SqlTypes.of(left.getType());
    DataType rightType = SqlTypes.of(right.getType());
    if (leftType.kind().isNumeric() && rightType.kind().isNumeric()) {
      return SqlTypes.isExact(leftType) && SqlTypes.isExact(rightType)
          ? compareExact(comparison, left, right)
          : compareFloating(comparison, left, right);
    }
    Value mixed = compareDateWithTimestamp(comparison, left, right);
    if (mixed != null) {
      return mixed;
    }
    if (leftType.kind() == rightType.kind()) {
      return compareValues(comparison, emitter.emit(left), emitter.emit(right));
    }
    DataType common = commonType(left, leftType, rightType);
    Value leftValue = emitter.emitAs(left, common, null);
    Value rightValue = emitter.emitAs(right, common, null);
    return compareValues(comparison, leftValue, rightValue);
  }

  /** A date and a timestamp compare without a cast, which could fail; null for other operands. */
  private Value compareDateWithTimestamp(Comparison comparison, RexNode left, RexNode right) {
    RexNode leftDate = date(left);
    RexNode rightDate = date(right);
    if ((leftDate == null) == (rightDate == null)) {
      return null;
    }
    boolean flipped = leftDate == null;
    RexNode date = flipped ? rightDate : leftDate;
    RexNode time = flipped ? left : right;
    if (SqlTypes.of(time.getType()).kind() != TypeKind.TIMESTAMP
        || ConstantFolder.fold(date) != null) {
      return null;
    }
    Value day = emitter.emit(date);
    Value timestamp = emitter.emit(time);
    String order =
        emitter.emission().call(Datetimes.class, "compare", day.code(), timestamp.code());
    Comparison ordered = flipped ? comparison.flipped() : comparison;
    return value(ordered.code(order, "0"), JavaText.or(day.isNull(), timestamp.isNull()));
  }

  /**
   * The date that is compared: the expression itself, or what is cast to a timestamp; else null.
   */
  private static RexNode date(RexNode node) {
    boolean isCast =
        node.isA(SqlKind.CAST) && SqlTypes.of(node.getType()).kind() == TypeKind.TIMESTAMP;
    RexNode plain = isCast ? ((RexCall) node).getOperands().get(0) : node;
    return SqlTypes.of(plain.getType()).kind() == TypeKind.DATE ? plain : null;
  }

  private static DataType commonType(RexNode node, DataType left, DataType right) {
    boolean isDateWithTime =
        (left.kind() == TypeKind.DATE && right.kind() == TypeKind.TIMESTAMP)
            || (left.kind() == TypeKind.TIMESTAMP && right.kind() == TypeKind.DATE);
    if (isDateWithTime) {
      return DataType.timestamp(MAX_FRACTION_DIGITS);
    }
    throw new UnsupportedExpressionException(
        "comparison of " + left.withNullable(true) + " with " + right.withNullable(true),
        "use CAST on one side",
        node);
  }

  private Value compareValues(Comparison comparison, Value left, Value right) {
    String isNull = JavaText.or(left.isNull(), right.isNull());
    return switch (left.type().kind()) {
      case VARCHAR -> References.compareText(emitter.emission(), comparison, left, right, isNull);
      case BOOLEAN -> value(compareBooleans(comparison, left.code(), right.code()), isNull);
      default -> value(comparison.code(left.code(), right.code()), isNull);
    };
  }

  private static String compareBooleans(Comparison comparison, String left, String right) {
    if (comparison == Comparison.EQUAL || comparison == Comparison.NOT_EQUAL) {
      boolean isLiteral = right.equals("true") || right.equals("false");
      if (isLiteral) {
        boolean same = right.equals("true") == (comparison == Comparison.EQUAL);
        return same ? left : JavaText.not(left);
      }
    }
    return switch (comparison) {
      case EQUAL, NOT_EQUAL -> comparison.code(left, right);
      case LESS -> JavaText.and(JavaText.not(left), right);
      case LESS_OR_EQUAL -> JavaText.or(JavaText.not(left), right);
      case GREATER -> JavaText.and(left, JavaText.not(right));
      case GREATER_OR_EQUAL -> JavaText.or(left, JavaText.not(right));
    };
  }

  private Value compareFloating(Comparison comparison, RexNode left, RexNode right) {
    Constant leftConstant = ConstantFolder.fold(left);
    Constant rightConstant = ConstantFolder.fold(right);
    Value a = floatingOperand(left);
    Value b = floatingOperand(right);
    String isNull = JavaText.or(a.isNull(), b.isNull());
    if (isOrdinary(right, rightConstant)) {
      return value(compareWithNumber(comparison, a.code(), b.code()), isNull);
    }
    if (isOrdinary(left, leftConstant)) {
      return value(compareWithNumber(comparison.flipped(), b.code(), a.code()), isNull);
    }
    return switch (comparison) {
      case EQUAL -> value(call("equal", a, b), isNull);
      case NOT_EQUAL -> value("!" + call("equal", a, b), isNull);
      case LESS -> value(call("less", a, b), isNull);
      case LESS_OR_EQUAL -> value(call("lessOrEqual", a, b), isNull);
      case GREATER -> value(call("less", b, a), isNull);
      case GREATER_OR_EQUAL -> value(call("lessOrEqual", b, a), isNull);
    };
  }

  /** Whether the number is known not to be NaN. */
  private static boolean isOrdinary(RexNode node, Constant constant) {
    boolean isExactCast =
        node.isA(SqlKind.CAST)
            && SqlTypes.isExact(SqlTypes.of(((RexCall) node).getOperands().get(0).getType()));
    return isExactCast
        || SqlTypes.isExact(SqlTypes.of(node.getType()))
        || (constant != null && constant.isOrdinaryFloating());
  }

  /** The operand as REAL or DOUBLE; Java widens where the sides differ. */
  private Value floatingOperand(RexNode node) {
    return SqlTypes.isFloating(SqlTypes.of(node.getType()))
        ? emitter.emit(node)
        : emitter.emitAs(node, DataType.of(TypeKind.DOUBLE), null);
  }

  /** Comparison with a number that is not NaN: if the left side is, then it is greater. */
  private static String compareWithNumber(Comparison comparison, String left, String number) {
    return switch (comparison) {
      case GREATER -> JavaText.not(Comparison.LESS_OR_EQUAL.code(left, number));
      case GREATER_OR_EQUAL -> JavaText.not(Comparison.LESS.code(left, number));
      default -> comparison.code(left, number);
    };
  }

  private String call(String method, Value left, Value right) {
    return emitter.emission().call(Comparisons.class, method, left.code(), right.code());
  }

  private Value compareExact(Comparison comparison, RexNode left, RexNode right) {
    Exact a = emitter.decimals().exact(withoutWidening(left), null);
    Exact b = emitter.decimals().exact(withoutWidening(right), null);
    if (a.constant() != null && b.constant() != null) {
      boolean holds = comparison.holds(a.constant().compareTo(b.constant()));
      return Value.notNull(DataType.of(TypeKind.BOOLEAN), String.valueOf(holds));
    }
    if (a.constant() != null) {
      return compareExact(comparison.flipped(), b, a);
    }
    return compareExact(comparison, a, b);
  }

  /**
   * Numbers compare at any scale: a cast to a common type adds nothing. A common type of the most
   * digits there are may be too narrow, and must not fail a comparison that nobody cast for.
   */
  private static RexNode withoutWidening(RexNode node) {
    if (!node.isA(SqlKind.CAST)) {
      return node;
    }
    RexNode operand = ((RexCall) node).getOperands().get(0);
    DataType from = SqlTypes.of(operand.getType());
    DataType to = SqlTypes.of(node.getType());
    boolean keepsDigits =
        SqlTypes.isExact(from)
            && to.kind() == TypeKind.DECIMAL
            && to.scale() >= from.scale()
            && (to.precision() == DataType.MAX_DECIMAL_PRECISION || fitsWholePart(from, to))
            && operand.getType().isNullable() == node.getType().isNullable();
    return keepsDigits ? withoutWidening(operand) : node;
  }

  private static boolean fitsWholePart(DataType from, DataType to) {
    return SqlTypes.digits(from) - from.scale() <= to.precision() - to.scale();
  }

  /** The comparison of two exact numbers; a constant, if only one side is, is on the right. */
  Value compareExact(Comparison comparison, Exact left, Exact right) {
    String isNull = JavaText.or(left.isNull(), right.isNull());
    if (right.constant() != null && !left.isWide()) {
      return value(compareWithConstant(comparison, left, right.constant()), isNull);
    }
    int scale = Math.max(left.scale(), right.scale());
    if (left.fitsLongAt(scale) && right.fitsLongAt(scale)) {
      return value(comparison.code(left.codeAt(scale), right.codeAt(scale)), isNull);
    }
    return emitter.wide().compare(comparison, left, right, isNull);
  }

  /** The comparison of a long with a constant, brought to the scale of the long. */
  private static String compareWithConstant(
      Comparison comparison, Exact left, BigDecimal constant) {
    BigDecimal rounded = constant.setScale(left.scale(), comparison.rounding());
    boolean inexact = rounded.compareTo(constant) != 0;
    if (inexact && (comparison == Comparison.EQUAL || comparison == Comparison.NOT_EQUAL)) {
      return String.valueOf(comparison == Comparison.NOT_EQUAL);
    }
    BigInteger unscaled = rounded.unscaledValue();
    if (unscaled.bitLength() >= Long.SIZE) {
      boolean leftIsLess = unscaled.signum() > 0;
      return String.valueOf(comparison.holds(leftIsLess ? -1 : 1));
    }
    boolean asInt = left.form() == Exact.Form.INT && unscaled.bitLength() < Integer.SIZE;
    String literal =
        asInt
            ? JavaText.intLiteral(unscaled.intValue())
            : JavaText.longLiteral(unscaled.longValue());
    return comparison.code(left.code(), literal);
  }

  static Value value(String code, String isNull) {
    DataType type = DataType.of(TypeKind.BOOLEAN).withNullable(!isNull.equals("false"));
    return new Value(type, code, isNull);
  }
}

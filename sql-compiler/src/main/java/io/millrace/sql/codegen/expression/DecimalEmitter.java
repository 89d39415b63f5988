package io.millrace.sql.codegen.expression;

import io.millrace.expression.DecimalArithmetic;
import io.millrace.expression.NumericCasts;
import io.millrace.sql.codegen.JavaText;
import io.millrace.type.DataType;
import io.millrace.type.DecimalLong;
import io.millrace.type.TypeKind;
import java.math.BigDecimal;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * Exact arithmetic with a result of type DECIMAL. Numbers stay in longs as long as their digits,
 * tracked from the columns on, fit; wider ones are computed in {@code Decimal128}.
 */
final class DecimalEmitter {
  private static final int EXACT_DOUBLE_DIGITS = 15;

  private final ExpressionEmitter emitter;

  DecimalEmitter(ExpressionEmitter emitter) {
    this.emitter = emitter;
  }

  Value emit(RexCall call, DataType type, String nameHint) {
    return toValue(
        exact(call, nameHint), type, nameHint == null ? Operations.nameHint(call) : nameHint);
  }

  /** The number in the storage of its declared type. */
  Value toValue(Exact exact, DataType type, String hint) {
    if (SqlTypes.isWide(type)) {
      boolean isReady = exact.isWide() && exact.scale() == type.scale();
      Exact wide = isReady ? exact : emitter.wide().widened(exact, type.scale(), hint);
      return new Value(type, wide.code(), wide.isNull());
    }
    if (exact.isWide()) {
      Exact wide = emitter.wide().widened(exact, type.scale(), hint);
      return emitter.emission().guarded(type, wide.code() + ".low()", wide.isNull(), hint);
    }
    String code = exact.scale() == type.scale() ? exact.longCode() : exact.codeAt(type.scale());
    return emitter.emission().inline(type, code, exact.isNull(), hint);
  }

  /** The number as another DECIMAL: rounded where digits are lost, checked where it may not fit. */
  Value rescale(Exact exact, DataType type, String hint) {
    return toValue(limited(exact, type, hint), type, hint);
  }

  /** The number rounded to INTEGER or BIGINT. */
  Value toInteger(Exact exact, DataType type, String hint) {
    Exact whole = rounded(exact, 0, hint);
    int safeDigits = type.kind() == TypeKind.INTEGER ? 9 : Exact.LONG_DIGITS;
    Emission emission = emitter.emission();
    if (whole.isWide()) {
      String code = whole.code() + ".toLong()";
      String checked =
          type.kind() == TypeKind.BIGINT
              ? code
              : emission.call(NumericCasts.class, "toInteger", code);
      return emission.failing(type, checked, whole.isNull(), hint);
    }
    if (type.kind() == TypeKind.BIGINT) {
      return emission.inline(type, whole.longCode(), whole.isNull(), hint);
    }
    if (whole.digits() <= safeDigits) {
      String code = "(int) " + JavaText.atom(whole.code());
      return emission.inline(type, code, whole.isNull(), hint);
    }
    String code = emission.call(NumericCasts.class, "toInteger", whole.longCode());
    return emission.failing(type, code, whole.isNull(), hint);
  }

  /** A Java expression for the DOUBLE that is nearest to a DECIMAL. */
  String doubleCode(Value value) {
    int scale = value.type().scale();
    if (SqlTypes.isWide(value.type())) {
      String code = value.code() + ".toDouble(" + scale + ")";
      return value.neverNull() ? code : "(" + value.isNull() + " ? 0.0 : " + code + ")";
    }
    if (value.type().precision() <= EXACT_DOUBLE_DIGITS) {
      String power = JavaText.doubleLiteral(Math.pow(10, scale));
      return scale == 0
          ? "(double) " + JavaText.atom(value.code())
          : JavaText.atom(value.code()) + " / " + power;
    }
    return emitter
        .emission()
        .call(DecimalLong.class, "toDouble", value.code(), String.valueOf(scale));
  }

  /** The number that an expression of type INTEGER, BIGINT or DECIMAL yields. */
  Exact exact(RexNode node, String nameHint) {
    Exact known = emitter.emission().knownExact(node);
    if (known == null) {
      known = compute(node, nameHint);
      emitter.emission().remember(node, known);
    }
    return known;
  }

  private Exact compute(RexNode node, String nameHint) {
    Constant constant = ConstantFolder.fold(node);
    if (constant != null && constant.exactNumber() != null) {
      return Exact.of(constant.exactNumber());
    }
    if (node instanceof RexCall call) {
      if (isLosslessCast(call)) {
        Exact operand = exact(call.getOperands().get(0), nameHint);
        return call.getType().isNullable() ? operand : operand.notNull();
      }
      if (SqlTypes.of(call.getType()).kind() == TypeKind.DECIMAL && isArithmetic(call)) {
        return arithmetic(call, nameHint == null ? Operations.nameHint(call) : nameHint);
      }
    }
    return Exact.of(emitter.emit(node, nameHint));
  }

  private static boolean isArithmetic(RexCall call) {
    return switch (call.getKind()) {
      case PLUS,
          MINUS,
          TIMES,
          DIVIDE,
          MOD,
          MINUS_PREFIX,
          PLUS_PREFIX,
          CHECKED_PLUS,
          CHECKED_MINUS,
          CHECKED_TIMES,
          CHECKED_DIVIDE,
          CHECKED_MINUS_PREFIX ->
          true;
      default -> false;
    };
  }

  private static boolean isLosslessCast(RexCall call) {
    boolean keepsNull =
        call.getType().isNullable() == call.getOperands().get(0).getType().isNullable();
    if (!call.isA(SqlKind.CAST) || !keepsNull) {
      return false;
    }
    DataType from = SqlTypes.of(call.getOperands().get(0).getType());
    DataType to = SqlTypes.of(call.getType());
    return to.kind() == TypeKind.DECIMAL
        && SqlTypes.isExact(from)
        && to.scale() >= from.scale()
        && to.precision() - to.scale() >= SqlTypes.digits(from) - from.scale();
  }

  private Exact arithmetic(RexCall call, String hint) {
    DataType type = SqlTypes.of(call.getType());
    Exact left = exact(call.getOperands().get(0), null);
    if (call.getOperands().size() == 1) {
      return Operations.symbol(call).equals("-") ? negate(left, hint) : left;
    }
    Exact right = exact(call.getOperands().get(1), null);
    Exact result =
        switch (Operations.symbol(call)) {
          case "+", "-" -> sum(left, right, call, hint);
          case "*" -> product(left, right, type, hint);
          case "/" -> quotient(left, right, type, hint);
          default -> remainder(left, right, type, hint);
        };
    return limited(result, type, hint);
  }

  private Exact negate(Exact number, String hint) {
    if (number.constant() != null) {
      return Exact.of(number.constant().negate());
    }
    if (number.isWide() || number.digits() > Exact.LONG_DIGITS) {
      return emitter.wide().unary(number, "negate", hint);
    }
    return result(
        "-" + JavaText.atom(number.longCode()), number.isNull(), number.digits(), number.scale());
  }

  private Exact sum(Exact left, Exact right, RexCall call, String hint) {
    int scale = Math.max(left.scale(), right.scale());
    int digits = Math.max(left.digitsAt(scale), right.digitsAt(scale));
    if (digits > Exact.LONG_DIGITS || left.isWide() || right.isWide()) {
      DataType type = SqlTypes.of(call.getType());
      return emitter.wide().sum(left, right, Operations.methodName(call), type, hint);
    }
    String code = addend(left, scale) + " " + Operations.symbol(call) + " " + addend(right, scale);
    return result(code, orNull(left, right), digits + 1, scale);
  }

  private static String addend(Exact number, int scale) {
    boolean isProduct = number.constant() == null && number.scale() != scale;
    return isProduct ? number.codeAt(scale) : longAtom(number, scale);
  }

  private static String longAtom(Exact number, int scale) {
    return JavaText.atom(
        number.constant() == null && number.scale() == scale
            ? number.longCode()
            : number.codeAt(scale));
  }

  private Exact product(Exact left, Exact right, DataType type, String hint) {
    int digits = left.digits() + right.digits();
    if (digits > Exact.LONG_DIGITS || left.isWide() || right.isWide()) {
      return emitter.wide().product(left, right, type, hint);
    }
    String code = longAtom(left, left.scale()) + " * " + longAtom(right, right.scale());
    return result(code, orNull(left, right), digits, left.scale() + right.scale());
  }

  private Exact quotient(Exact left, Exact right, DataType type, String hint) {
    int shift = type.scale() - left.scale() + right.scale();
    int digits = left.digits() + shift;
    boolean wide =
        shift < 0
            || digits > Exact.LONG_DIGITS
            || left.isWide()
            || right.isWide()
            || right.digits() > Exact.LONG_DIGITS;
    if (wide) {
      return emitter.wide().quotient(left, right, type, hint);
    }
    String code =
        emitter
            .emission()
            .call(
                DecimalArithmetic.class,
                "divide",
                left.code(),
                String.valueOf(left.scale()),
                Exact.powerOfTen(shift),
                right.code());
    boolean safe = right.constant() != null && right.constant().signum() != 0;
    Value value = computed(code, orNull(left, right), hint, !safe);
    return result(value.code(), value.isNull(), digits, type.scale());
  }

  private Exact remainder(Exact left, Exact right, DataType type, String hint) {
    int scale = Math.max(left.scale(), right.scale());
    if (!left.fitsLongAt(scale) || !right.fitsLongAt(scale)) {
      return emitter.wide().remainder(left, right, type, hint);
    }
    String code =
        emitter
            .emission()
            .call(
                DecimalArithmetic.class,
                "remainder",
                left.codeAt(scale),
                right.codeAt(scale),
                String.valueOf(scale));
    Value value = computed(code, orNull(left, right), hint, true);
    int digits = Math.min(left.digitsAt(scale), right.digitsAt(scale));
    return result(value.code(), value.isNull(), digits, scale);
  }

  private Value computed(String code, String isNull, String hint, boolean canFail) {
    DataType type = DataType.of(TypeKind.BIGINT);
    return canFail
        ? emitter.emission().failing(type, code, isNull, hint)
        : emitter.emission().guarded(type, code, isNull, hint);
  }

  /** The number with the scale of its declared type, checked where it can have more digits. */
  private Exact limited(Exact number, DataType type, String hint) {
    Exact rounded = rounded(number, type.scale(), hint);
    int missing = type.scale() - rounded.scale();
    if (rounded.digits() + missing <= type.precision()) {
      return rounded;
    }
    int digits = type.precision() - missing;
    if (digits <= 0) {
      return emitter.wide().checkedAt(rounded, type, hint);
    }
    if (rounded.isWide()) {
      return emitter.wide().checked(rounded, digits, hint);
    }
    String code =
        emitter
            .emission()
            .call(
                DecimalLong.class,
                "checkPrecision",
                rounded.longCode(),
                String.valueOf(digits),
                String.valueOf(rounded.scale()));
    Value value = computed(code, rounded.isNull(), hint, true);
    return result(value.code(), value.isNull(), digits, rounded.scale());
  }

  private Exact rounded(Exact number, int scale, String hint) {
    if (number.scale() <= scale) {
      return number;
    }
    if (number.isWide() || number.scale() - scale > Exact.LONG_DIGITS) {
      return emitter.wide().rounded(number, scale, hint);
    }
    String divisor = Exact.powerOfTen(number.scale() - scale);
    String code =
        emitter
            .emission()
            .call(DecimalArithmetic.class, "divideHalfUp", number.longCode(), divisor);
    int digits = Math.max(1, number.digits() - number.scale() + scale + 1);
    return result(code, number.isNull(), digits, scale);
  }

  private static Exact result(String code, String isNull, int digits, int scale) {
    return new Exact(code, isNull, digits, scale, Exact.Form.LONG, (BigDecimal) null);
  }

  private static String orNull(Exact left, Exact right) {
    return JavaText.or(left.isNull(), right.isNull());
  }
}

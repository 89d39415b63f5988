package io.millrace.sql.codegen.expression;

import io.millrace.expression.WideComparison;
import io.millrace.sql.codegen.JavaText;
import io.millrace.type.DataType;
import io.millrace.type.Decimal128;
import java.math.BigDecimal;

/**
 * Exact arithmetic on numbers that do not fit a long. Each result lies in a {@code Decimal128} of
 * its own, a field of the generated class.
 */
final class WideEmitter {
  private static final int MAX_DIGITS = DataType.MAX_DECIMAL_PRECISION;

  private final ExpressionEmitter emitter;

  WideEmitter(ExpressionEmitter emitter) {
    this.emitter = emitter;
  }

  /** A computation that is not written yet: calls, chained, on a {@code Decimal128}. */
  record Chain(String calls, String isNull, boolean canFail) {
    Chain then(String call, boolean callCanFail) {
      return new Chain(calls + "." + call, isNull, canFail || callCanFail);
    }
  }

  /** Writes the computation, to run only where its operands are not NULL. */
  Exact run(Chain chain, int digits, int scale, String hint) {
    Emission emission = emitter.emission();
    emission.markCostly();
    if (chain.canFail) {
      emission.markFailing();
    }
    String name = scratch(hint);
    String statement = name + "." + chain.calls + ";";
    String isNull = chain.isNull;
    if (isNull.equals("false")) {
      emission.body().line(statement);
    } else if (!isNull.equals("true")) {
      isNull = emission.booleanName(isNull, hint + "IsNull");
      emission.body().open("if (" + JavaText.not(isNull) + ")").line(statement).close();
    }
    return new Exact(name, isNull, Math.min(digits, MAX_DIGITS), scale, Exact.Form.WIDE, null);
  }

  private String scratch(String hint) {
    Emission emission = emitter.emission();
    return emission.members().scratch(emission.members().use(Decimal128.class), hint);
  }

  /** Starts with the number, with more digits after the point if asked for. */
  Chain start(Exact number, int scale, String isNull) {
    if (number.fitsLongAt(scale)) {
      return new Chain("set(" + number.codeAt(scale) + ")", isNull, false);
    }
    int more = scale - number.scale();
    if (more > 0 && number.constant() != null && number.digitsAt(scale) <= MAX_DIGITS) {
      return start(Exact.of(number.constant().setScale(scale)), scale, isNull);
    }
    Chain chain = new Chain("set(" + reference(number) + ")", isNull, false);
    boolean canFail = number.digitsAt(scale) > MAX_DIGITS;
    return more == 0 ? chain : chain.then("scaleUp(" + more + ")", canFail);
  }

  /** The number as it is: an expression of type long, or a {@code Decimal128}. */
  private String reference(Exact number) {
    if (number.constant() == null || !number.isWide()) {
      return number.code();
    }
    DataType type = DataType.decimal(MAX_DIGITS, number.scale());
    return References.constant(emitter.emission(), new Constant(type, number.constant()));
  }

  /**
   * The number with {@code scale} digits after the point: a long expression or a reference.
   *
   * @param isNull where its value does not count
   */
  private String operand(Exact number, int scale, String isNull) {
    if (number.fitsLongAt(scale)) {
      return number.codeAt(scale);
    }
    if (number.constant() != null && number.digitsAt(scale) <= MAX_DIGITS) {
      return reference(Exact.of(number.constant().setScale(scale)));
    }
    return number.scale() == scale
        ? reference(number)
        : run(start(number, scale, isNull), number.digitsAt(scale), scale, "rescaled").code();
  }

  /** Both halves of the number, as two arguments. */
  private String halves(Exact number) {
    String code = reference(number);
    if (number.isWide()) {
      return code + ".high(), " + code + ".low()";
    }
    if (number.constant() != null) {
      return (number.constant().signum() < 0 ? "-1L, " : "0L, ") + code;
    }
    String name = JavaText.isName(code) ? code : local(code);
    return name + " >> 63, " + name;
  }

  private String local(String code) {
    Emission emission = emitter.emission();
    String name = emission.members().uniqueName("factor");
    emission.body().line("long " + name + " = " + code + ";");
    return name;
  }

  Exact sum(Exact left, Exact right, String method, DataType type, String hint) {
    int scale = Math.max(left.scale(), right.scale());
    int digits = Math.max(left.digitsAt(scale), right.digitsAt(scale)) + 1;
    String isNull = orNull(left, right);
    String addend = operand(right, scale, isNull);
    Chain chain = start(left, scale, isNull).then(method + "(" + addend + ")", digits > MAX_DIGITS);
    return limited(chain, digits, scale, type, hint);
  }

  Exact product(Exact left, Exact right, DataType type, String hint) {
    int digits = left.digits() + right.digits();
    int scale = left.scale() + right.scale();
    int excess = scale - type.scale();
    String isNull = orNull(left, right);
    if (excess > 0) {
      Chain chain =
          start(left, left.scale(), isNull)
              .then(
                  "multiply(" + halves(right) + ", " + excess + ")", digits - excess >= MAX_DIGITS);
      return limited(chain, digits - excess + 1, type.scale(), type, hint);
    }
    boolean bothLong = !left.isWide() && !right.isWide();
    Chain chain =
        bothLong
            ? new Chain("setProduct(" + left.code() + ", " + right.code() + ")", isNull, false)
            : start(left, left.scale(), isNull)
                .then("multiply(" + reference(right) + ")", digits > MAX_DIGITS);
    return limited(chain, digits, scale, type, hint);
  }

  Exact quotient(Exact left, Exact right, DataType type, String hint) {
    int shift = type.scale() - left.scale() + right.scale();
    int digits = Math.max(1, left.digits() + shift);
    boolean canBeZero = right.constant() == null || right.constant().signum() == 0;
    boolean canFail = canBeZero || digits > MAX_DIGITS;
    Chain chain =
        start(left, left.scale(), orNull(left, right))
            .then("divide(" + halves(right) + ", " + shift + ")", canFail);
    return limited(chain, digits, type.scale(), type, hint);
  }

  Exact remainder(Exact left, Exact right, DataType type, String hint) {
    int scale = Math.max(left.scale(), right.scale());
    int digits = Math.min(left.digitsAt(scale), right.digitsAt(scale));
    String arguments = left.scale() + ", " + halves(right) + ", " + right.scale();
    Chain chain =
        start(left, left.scale(), orNull(left, right)).then("remainder(" + arguments + ")", true);
    return limited(chain, digits, scale, type, hint);
  }

  /** A call without arguments that keeps digits and scale. */
  Exact unary(Exact number, String method, String hint) {
    Chain chain = start(number, number.scale(), number.isNull()).then(method + "()", false);
    return run(chain, number.digits(), number.scale(), hint);
  }

  /** The number rounded half up to fewer digits after the point. */
  Exact rounded(Exact number, int scale, String hint) {
    int digits = Math.max(1, number.digits() - number.scale() + scale + 1);
    return rounded(number, scale, digits, "scaleDown", hint);
  }

  /** The number rounded to fewer digits after the point by a method that takes their number. */
  Exact rounded(Exact number, int scale, int digits, String method, String hint) {
    int less = number.scale() - scale;
    Chain chain =
        start(number, number.scale(), number.isNull()).then(method + "(" + less + ")", false);
    return run(chain, digits, scale, hint);
  }

  /** Writes the computation with a check that the result fits its type, if it is needed. */
  private Exact limited(Chain chain, int digits, int scale, DataType type, String hint) {
    Chain rounded = chain;
    int newScale = Math.min(scale, type.scale());
    int newDigits = digits;
    if (newScale < scale) {
      rounded = chain.then("scaleDown(" + (scale - newScale) + ")", false);
      newDigits = digits - scale + newScale + 1;
    }
    int limit = type.precision() - type.scale() + newScale;
    if (newDigits <= limit) {
      return run(rounded, newDigits, newScale, hint);
    }
    String check = "checkPrecision(" + limit + ", " + newScale + ")";
    Chain checked =
        limit == MAX_DIGITS
            ? new Chain(rounded.calls, rounded.isNull, true)
            : rounded.then(check, true);
    return run(checked, limit, newScale, hint);
  }

  /** The number, checked to have at most {@code digits} digits. */
  Exact checked(Exact number, int digits, String hint) {
    String check = "checkPrecision(" + digits + ", " + number.scale() + ")";
    Chain chain = start(number, number.scale(), number.isNull()).then(check, true);
    return run(chain, digits, number.scale(), hint);
  }

  /** The number with the scale of a type, checked to fit it. */
  Exact checkedAt(Exact number, DataType type, String hint) {
    String check = "checkPrecision(" + type.precision() + ", " + type.scale() + ")";
    Chain chain = start(number, type.scale(), number.isNull()).then(check, true);
    return run(chain, type.precision(), type.scale(), hint);
  }

  /** The number as a {@code Decimal128} with more digits after the point. */
  Exact widened(Exact number, int scale, String hint) {
    Chain chain = start(number, scale, number.isNull());
    return run(chain, number.digitsAt(scale), scale, hint);
  }

  /** The comparison of two numbers that do not both fit longs of one scale. */
  Value compare(Comparison comparison, Exact left, Exact right, String isNull) {
    if (right.constant() != null) {
      return compareWithConstant(comparison, left, right.constant(), isNull);
    }
    String order;
    if (left.scale() == right.scale()) {
      order =
          left.isWide() && right.isWide()
              ? left.code() + ".compareTo(" + right.code() + ")"
              : call(Decimal128.class, "compare", halves(left), halves(right));
    } else {
      order =
          call(
              WideComparison.class,
              "compare",
              wide(left),
              String.valueOf(left.scale()),
              wide(right),
              String.valueOf(right.scale()),
              scratch("aligned"));
    }
    return ordered(comparison, order, isNull);
  }

  private String wide(Exact number) {
    return number.isWide() ? number.code() : widened(number, number.scale(), "widened").code();
  }

  private String call(Class<?> owner, String method, String... arguments) {
    return emitter.emission().call(owner, method, arguments);
  }

  private Value ordered(Comparison comparison, String order, String isNull) {
    emitter.emission().markCostly();
    return References.guarded(comparison.code(order, "0"), isNull);
  }

  private Value compareWithConstant(
      Comparison comparison, Exact left, BigDecimal constant, String isNull) {
    BigDecimal rounded = constant.setScale(left.scale(), comparison.rounding());
    boolean isEquality = comparison == Comparison.EQUAL || comparison == Comparison.NOT_EQUAL;
    if (rounded.compareTo(constant) != 0 && isEquality) {
      return ComparisonEmitter.value(String.valueOf(comparison == Comparison.NOT_EQUAL), isNull);
    }
    if (rounded.precision() > MAX_DIGITS) {
      boolean holds = comparison.holds(-rounded.signum());
      return ComparisonEmitter.value(String.valueOf(holds), isNull);
    }
    DataType type = DataType.decimal(MAX_DIGITS, left.scale());
    String name = References.constant(emitter.emission(), new Constant(type, rounded));
    return ordered(comparison, left.code() + ".compareTo(" + name + ")", isNull);
  }

  private static String orNull(Exact left, Exact right) {
    return JavaText.or(left.isNull(), right.isNull());
  }
}

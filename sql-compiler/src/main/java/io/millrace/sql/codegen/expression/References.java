package io.millrace.sql.codegen.expression;

import io.millrace.sql.codegen.JavaText;
import io.millrace.type.Decimal128;
import io.millrace.type.VarcharView;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** Values that are held by reference: text and DECIMAL of more than 18 digits. */
final class References {
  private static final List<String> COSTLY_CALLS =
      List.of(".contentEquals(", ".compareTo(", ".compare(", ".matches(", ".binarySearch(");

  private References() {}

  /** The name of a constant that holds the value. */
  static String constant(Emission emission, Constant constant) {
    return constant.value() instanceof BigDecimal number
        ? decimal(emission, number)
        : text(emission, (String) constant.value());
  }

  private static String text(Emission emission, String text) {
    String type = emission.members().use(VarcharView.class);
    String hint = text.isEmpty() ? "empty" : text;
    return emission.members().constant(type, type + ".of(" + JavaText.string(text) + ")", hint);
  }

  private static String decimal(Emission emission, BigDecimal number) {
    String type = emission.members().use(Decimal128.class);
    BigInteger unscaled = number.unscaledValue();
    String initializer =
        unscaled.bitLength() < Long.SIZE
            ? ".set(" + JavaText.longLiteral(unscaled.longValue()) + ")"
            : halves(unscaled);
    String hint = "decimal " + number.toPlainString();
    return emission.members().constant(type, "new " + type + "()" + initializer, hint);
  }

  private static String halves(BigInteger unscaled) {
    String high = JavaText.longLiteral(unscaled.shiftRight(Long.SIZE).longValue());
    return ".set(" + high + ", " + JavaText.longLiteral(unscaled.longValue()) + ")";
  }

  /** Whether evaluating a condition walks through bytes of text or both halves of a number. */
  static boolean isCostly(String code) {
    return COSTLY_CALLS.stream().anyMatch(code::contains);
  }

  /** A BOOLEAN whose code must not run where it is NULL. */
  static Value guarded(String code, String isNull) {
    return switch (isNull) {
      case "false" -> ComparisonEmitter.value(code, isNull);
      case "true" -> ComparisonEmitter.value("false", isNull);
      default -> ComparisonEmitter.value(JavaText.not(isNull) + " && " + code, isNull);
    };
  }

  /** The comparison of two texts. */
  static Value compareText(
      Emission emission, Comparison comparison, Value left, Value right, String isNull) {
    emission.markCostly();
    String call = "(" + right.code() + ")";
    return switch (comparison) {
      case EQUAL -> guarded(left.code() + ".contentEquals" + call, isNull);
      case NOT_EQUAL -> guarded("!" + left.code() + ".contentEquals" + call, isNull);
      default -> guarded(comparison.code(left.code() + ".compareTo" + call, "0"), isNull);
    };
  }
}

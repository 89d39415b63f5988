package io.millrace.sql.codegen.expression;

import io.millrace.sql.codegen.JavaText;
import io.millrace.type.DataType;
import io.millrace.type.TypeKind;
import io.millrace.type.VarcharView;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * A long list of IN or NOT IN, which arrives as comparisons of one expression with constants. It
 * becomes a binary search in a sorted array, so that neither the code nor the time grows with it.
 *
 * @param subject the expression that is compared
 * @param constants what it is compared with; none is NULL
 * @param negated whether it must differ from all of them
 */
record Membership(RexNode subject, List<Constant> constants, boolean negated) {
  /** With fewer constants comparisons without a branch are faster. */
  private static final int LEAST_CONSTANTS = 16;

  /** The list that AND or OR stands for, or null if it is none, or a short one. */
  static Membership of(RexNode node) {
    boolean negated = node.isA(SqlKind.AND);
    if (!negated && !node.isA(SqlKind.OR)) {
      return null;
    }
    List<RexNode> operands = ((RexCall) node).getOperands();
    if (operands.size() < LEAST_CONSTANTS) {
      return null;
    }
    SqlKind kind = negated ? SqlKind.NOT_EQUALS : SqlKind.EQUALS;
    RexNode subject = null;
    List<Constant> constants = new ArrayList<>();
    for (RexNode operand : operands) {
      if (!operand.isA(kind)) {
        return null;
      }
      RexNode left = ((RexCall) operand).getOperands().get(0);
      Constant constant = ConstantFolder.fold(((RexCall) operand).getOperands().get(1));
      if (constant == null || constant.isNull() || (subject != null && !subject.equals(left))) {
        return null;
      }
      subject = left;
      constants.add(constant);
    }
    return isSearchable(subject, constants) ? new Membership(subject, constants, negated) : null;
  }

  private static boolean isSearchable(RexNode subject, List<Constant> constants) {
    DataType type = SqlTypes.of(subject.getType());
    if (SqlTypes.isExact(type)) {
      return !SqlTypes.isWide(type) && constants.stream().allMatch(c -> c.exactNumber() != null);
    }
    return type.kind() == TypeKind.VARCHAR || SqlTypes.isDatetime(type);
  }

  Value emit(ExpressionEmitter emitter) {
    Emission emission = emitter.emission();
    Value value = emitter.emit(subject);
    boolean isText = value.type().kind() == TypeKind.VARCHAR;
    String elements = isText ? texts(emission) : longs(value.type());
    String array =
        emission
            .members()
            .constant(
                isText ? emission.members().use(VarcharView.class) + "[]" : "long[]",
                "{" + elements + "}",
                value.code() + " values");
    String found =
        emission.call(Arrays.class, "binarySearch", array, value.code())
            + (negated ? " < 0" : " >= 0");
    return isText
        ? References.guarded(found, value.isNull())
        : ComparisonEmitter.value(found, value.isNull());
  }

  private String texts(Emission emission) {
    String view = emission.members().use(VarcharView.class);
    return constants.stream()
        .map(constant -> (String) constant.value())
        .distinct()
        .map(VarcharView::of)
        .sorted()
        .map(text -> view + ".of(" + JavaText.string(text.toString()) + ")")
        .collect(Collectors.joining(", "));
  }

  private String longs(DataType type) {
    return constants.stream()
        .filter(constant -> fits(constant, type))
        .mapToLong(constant -> unscaled(constant, type))
        .distinct()
        .sorted()
        .mapToObj(JavaText::longLiteral)
        .collect(Collectors.joining(", "));
  }

  /** Whether any value of the type can be equal to the constant. */
  private static boolean fits(Constant constant, DataType type) {
    BigDecimal number = constant.exactNumber();
    return number == null
        || (number.stripTrailingZeros().scale() <= type.scale()
            && number.setScale(type.scale()).unscaledValue().bitLength() < Long.SIZE);
  }

  private static long unscaled(Constant constant, DataType type) {
    BigDecimal number = constant.exactNumber();
    return number == null
        ? (Long) constant.value()
        : number.setScale(type.scale()).unscaledValue().longValueExact();
  }
}

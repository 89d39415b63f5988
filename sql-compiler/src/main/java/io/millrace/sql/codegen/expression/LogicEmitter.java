package io.millrace.sql.codegen.expression;

import io.millrace.sql.codegen.JavaText;
import io.millrace.type.DataType;
import io.millrace.type.TypeKind;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * Three-valued logic. Operands of AND and OR are evaluated from left to right; one that can fail or
 * is costly runs only where those before it leave the result open, the others run without a branch.
 */
final class LogicEmitter {
  private static final DataType BOOLEAN = DataType.of(TypeKind.BOOLEAN);

  private final ExpressionEmitter emitter;

  LogicEmitter(ExpressionEmitter emitter) {
    this.emitter = emitter;
  }

  Value emit(RexCall call, String nameHint) {
    RexNode operand = call.getOperands().get(0);
    return switch (call.getKind()) {
      case AND, OR, NOT -> connective(call, nameHint);
      case IS_NULL, IS_UNKNOWN -> Value.notNull(BOOLEAN, emitter.emit(operand).isNull());
      case IS_NOT_NULL -> Value.notNull(BOOLEAN, JavaText.not(emitter.emit(operand).isNull()));
      case IS_TRUE -> Value.notNull(BOOLEAN, truth(operand, true));
      case IS_NOT_TRUE -> Value.notNull(BOOLEAN, JavaText.not(truth(operand, true)));
      case IS_FALSE -> Value.notNull(BOOLEAN, truth(operand, false));
      default -> Value.notNull(BOOLEAN, JavaText.not(truth(operand, false)));
    };
  }

  private Value connective(RexCall call, String nameHint) {
    if (call.isA(SqlKind.NOT)) {
      Value operand = emitter.emit(call.getOperands().get(0));
      return ComparisonEmitter.value(JavaText.not(operand.code()), operand.isNull());
    }
    String hint = nameHint == null ? "condition" : nameHint;
    if (!call.getType().isNullable()) {
      return Value.notNull(BOOLEAN, truth(call, true));
    }
    String isTrue = emitter.emission().booleanName(truth(call, true), hint);
    String isFalse = emitter.emission().booleanName(truth(call, false), hint + "IsFalse");
    return ComparisonEmitter.value(
        isTrue, JavaText.and(JavaText.not(isTrue), JavaText.not(isFalse)));
  }

  /**
   * A Java expression that is true exactly if the condition is TRUE, or exactly if it is FALSE.
   *
   * @param wanted the truth value that is asked for
   */
  String truth(RexNode node, boolean wanted) {
    switch (node.getKind()) {
      case AND:
        return chain(((RexCall) node).getOperands(), wanted, wanted);
      case OR:
        return chain(((RexCall) node).getOperands(), wanted, !wanted);
      case NOT:
        return truth(((RexCall) node).getOperands().get(0), !wanted);
      case SEARCH:
        return truth(Searches.expand(node), wanted);
      default:
        Value value = emitter.emit(node);
        return wanted ? value.isTrue() : value.isFalse();
    }
  }

  /**
   * Whether all operands, or any operand, has the wanted truth value.
   *
   * @param all whether it must be all
   */
  private String chain(List<RexNode> operands, boolean wanted, boolean all) {
    String result = null;
    for (RexNode operand : operands) {
      if (result == null) {
        result = truth(operand, wanted);
      } else if (!emitter.probes().probe(operand).isLazy()) {
        String next = truth(operand, wanted);
        result = all ? JavaText.and(result, next) : JavaText.or(result, next);
      } else {
        result = lazily(result, operand, wanted, all);
      }
    }
    return result;
  }

  private String lazily(String soFar, RexNode operand, boolean wanted, boolean all) {
    if (soFar.equals(all ? "false" : "true")) {
      return soFar;
    }
    Emission emission = emitter.emission();
    String name = emission.members().uniqueName("condition");
    emission.body().line("boolean " + name + " = " + soFar + ";");
    emission.body().open("if (" + (all ? name : "!" + name) + ")");
    emission.openScope();
    emission.body().line(name + " = " + truth(operand, wanted) + ";");
    emission.closeScope();
    emission.body().close();
    return name;
  }
}

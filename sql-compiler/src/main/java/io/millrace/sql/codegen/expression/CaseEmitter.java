package io.millrace.sql.codegen.expression;

import io.millrace.sql.codegen.CodeWriter;
import io.millrace.sql.codegen.JavaText;
import io.millrace.type.DataType;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;

/**
 * CASE, to which COALESCE and NULLIF are rewritten. A branch that is not taken is not evaluated,
 * unless it is cheap and cannot fail.
 */
final class CaseEmitter {
  private final ExpressionEmitter emitter;

  CaseEmitter(ExpressionEmitter emitter) {
    this.emitter = emitter;
  }

  Value emit(RexCall call, String nameHint) {
    DataType type = SqlTypes.of(call.getType());
    String hint = nameHint == null ? "choice" : nameHint;
    boolean isSimple =
        call.getOperands().size() == 3
            && !SqlTypes.isReference(type)
            && call.getOperands().stream().noneMatch(o -> emitter.probes().probe(o).isLazy());
    return isSimple ? conditional(call.getOperands(), type, hint) : branches(call, type, hint);
  }

  /** CASE WHEN with one condition as a Java conditional expression. */
  private Value conditional(List<RexNode> operands, DataType type, String hint) {
    String condition = emitter.emitCondition(operands.get(0));
    Value then = emitter.emitAs(operands.get(1), type, null);
    Value otherwise = emitter.emitAs(operands.get(2), type, null);
    boolean nullable = type.nullable() && !(then.neverNull() && otherwise.neverNull());
    Emission emission = emitter.emission();
    String chosen = nullable ? emission.booleanName(condition, "condition") : condition;
    String code = choose(chosen, then.code(), otherwise.code());
    String isNull = nullable ? chooseNull(chosen, then.isNull(), otherwise.isNull()) : "false";
    return emission.named(new Value(type, code, isNull), hint);
  }

  private static String choose(String condition, String then, String otherwise) {
    if (then.equals(otherwise)) {
      return then;
    }
    return JavaText.atom(condition) + " ? " + side(then) + " : " + side(otherwise);
  }

  private static String chooseNull(String condition, String then, String otherwise) {
    if (then.equals("true")) {
      return JavaText.or(condition, otherwise);
    }
    if (otherwise.equals("true")) {
      return JavaText.or(JavaText.not(condition), then);
    }
    if (then.equals("false")) {
      return JavaText.and(JavaText.not(condition), otherwise);
    }
    return otherwise.equals("false")
        ? JavaText.and(condition, then)
        : "(" + choose(condition, then, otherwise) + ")";
  }

  private static String side(String code) {
    return code.indexOf('?') >= 0 ? JavaText.atom(code) : code;
  }

  private Value branches(RexCall call, DataType type, String hint) {
    Emission emission = emitter.emission();
    String name = emission.members().uniqueName(hint);
    String flag = type.nullable() ? emission.members().uniqueName(hint + "IsNull") : null;
    emission
        .body()
        .line(emission.javaType(type) + " " + name + " = " + SqlTypes.anyValue(type) + ";");
    if (flag != null) {
      emission.body().line("boolean " + flag + " = true;");
    }
    branch(call.getOperands(), 0, new Target(type, name, flag));
    return new Value(type, name, flag == null ? "false" : flag);
  }

  private record Target(DataType type, String name, String flag) {}

  private void branch(List<RexNode> operands, int index, Target target) {
    CodeWriter body = emitter.emission().body();
    if (index == operands.size() - 1) {
      assign(operands.get(index), target);
      return;
    }
    String condition = emitter.emitCondition(operands.get(index));
    body.open("if (" + condition + ")");
    inScope(() -> assign(operands.get(index + 1), target));
    int next = index + 2;
    boolean isLast = next == operands.size() - 1;
    if (isLast && isNullLiteral(operands.get(next))) {
      body.close();
      return;
    }
    body.reopen("else");
    inScope(() -> branch(operands, next, target));
    body.close();
  }

  private static boolean isNullLiteral(RexNode node) {
    Constant constant = ConstantFolder.fold(node);
    return constant != null && constant.isNull();
  }

  private void inScope(Runnable emission) {
    emitter.emission().openScope();
    emission.run();
    emitter.emission().closeScope();
  }

  private void assign(RexNode node, Target target) {
    Value value = emitter.emitAs(node, target.type, null);
    CodeWriter body = emitter.emission().body();
    if (!value.alwaysNull()) {
      body.line(target.name + " = " + value.code() + ";");
      if (target.flag != null) {
        body.line(target.flag + " = " + value.isNull() + ";");
      }
    }
  }
}

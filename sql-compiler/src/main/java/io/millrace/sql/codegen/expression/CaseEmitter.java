package io.millrace.sql.codegen.expression;

import io.millrace.sql.codegen.CodeWriter;
import io.millrace.sql.codegen.JavaText;
import io.millrace.type.DataType;
import java.util.ArrayList;
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

  /** WHEN and THEN. */
  private record Branch(RexNode when, RexNode then) {}

  /** Where the chosen value goes; the flag is null where the result is never NULL. */
  private record Target(DataType type, String name, String flag) {}

  Value emit(RexCall call, String nameHint) {
    DataType type = SqlTypes.of(call.getType());
    String hint = nameHint == null ? "choice" : nameHint;
    List<Branch> branches = new ArrayList<>();
    RexNode otherwise = possible(call.getOperands(), branches);
    if (branches.isEmpty()) {
      return emitter.emitAs(otherwise, type, nameHint);
    }
    return branches.size() == 1 && isSimple(branches.get(0), otherwise)
        ? conditional(branches.get(0), otherwise, type, hint)
        : written(branches, otherwise, type, hint);
  }

  /** Collects the branches that can be taken and returns what is left if none is. */
  private RexNode possible(List<RexNode> operands, List<Branch> branches) {
    int last = operands.size() - 1;
    for (int i = 0; i < last; i += 2) {
      String known = knownTruth(operands.get(i));
      if (known.equals("true")) {
        return operands.get(i + 1);
      }
      if (!known.equals("false")) {
        branches.add(new Branch(operands.get(i), operands.get(i + 1)));
      }
    }
    return operands.get(last);
  }

  private String knownTruth(RexNode condition) {
    boolean isInline = !emitter.probes().condition(condition).isLazy();
    return isInline ? emitter.emitCondition(condition) : "";
  }

  private boolean isSimple(Branch branch, RexNode otherwise) {
    return !emitter.probes().condition(branch.when).hasStatements()
        && isInline(branch.then)
        && isInline(otherwise);
  }

  private boolean isInline(RexNode node) {
    Probes.Probe probe = emitter.probes().probe(node);
    return !probe.canFail() && !probe.hasStatements();
  }

  /** CASE WHEN with one condition as a Java conditional expression. */
  private Value conditional(Branch branch, RexNode otherwise, DataType type, String hint) {
    String condition = emitter.emitCondition(branch.when);
    Value then = emitter.emitAs(branch.then, type, null);
    Value rest = emitter.emitAs(otherwise, type, null);
    boolean nullable = type.nullable() && !(then.neverNull() && rest.neverNull());
    Emission emission = emitter.emission();
    String chosen = nullable ? emission.booleanName(condition, "condition") : condition;
    String code = choose(chosen, then.code(), rest.code());
    String isNull = nullable ? chooseNull(chosen, then.isNull(), rest.isNull()) : "false";
    return emission.named(new Value(type, code, isNull), hint);
  }

  private static String choose(String condition, String then, String otherwise) {
    if (then.equals(otherwise)) {
      return then;
    }
    if (condition.startsWith("!") && JavaText.isAtom(condition.substring(1))) {
      return choose(JavaText.not(condition), otherwise, then);
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

  private Value written(List<Branch> branches, RexNode otherwise, DataType type, String hint) {
    Emission emission = emitter.emission();
    emission.markCostly();
    String name = emission.members().uniqueName(hint);
    String flag = type.nullable() ? emission.members().uniqueName(hint + "IsNull") : null;
    emission
        .body()
        .line(emission.javaType(type) + " " + name + " = " + SqlTypes.anyValue(type) + ";");
    if (flag != null) {
      emission.body().line("boolean " + flag + " = true;");
    }
    Target target = new Target(type, name, flag);
    if (branches.size() == 1 && isNull(branches.get(0).then) && !isNull(otherwise)) {
      block(
          "if (" + JavaText.not(emitter.emitCondition(branches.get(0).when)) + ")",
          otherwise,
          target);
      emission.body().close();
    } else {
      write(branches, 0, emitter.emitCondition(branches.get(0).when), otherwise, target);
    }
    return new Value(type, name, flag == null ? "false" : flag);
  }

  /** Writes the branches from {@code index} on, whose condition is known. */
  private void write(
      List<Branch> branches, int index, String condition, RexNode otherwise, Target target) {
    Emission emission = emitter.emission();
    CodeWriter body = emission.body();
    block("if (" + condition + ")", branches.get(index).then, target);
    for (int next = index + 1; next < branches.size(); next++) {
      emission.openScope();
      RexNode when = branches.get(next).when;
      CodeWriter statements = new CodeWriter();
      String following = emission.writingTo(statements, () -> emitter.emitCondition(when));
      if (!statements.isEmpty()) {
        body.reopen("else");
        body.lines(statements.toString());
        write(branches, next, following, otherwise, target);
        emission.closeScope();
        body.close();
        return;
      }
      body.reopen("else if (" + following + ")");
      RexNode then = branches.get(next).then;
      inScope(() -> assign(then, target));
      emission.closeScope();
    }
    if (!isNull(otherwise)) {
      body.reopen("else");
      inScope(() -> assign(otherwise, target));
    }
    body.close();
  }

  private void block(String header, RexNode then, Target target) {
    emitter.emission().body().open(header);
    inScope(() -> assign(then, target));
  }

  private static boolean isNull(RexNode node) {
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
    if (value.alwaysNull()) {
      body.line(target.flag + " = true;");
      return;
    }
    body.line(target.name + " = " + value.code() + ";");
    if (target.flag != null) {
      body.line(target.flag + " = " + value.isNull() + ";");
    }
  }
}

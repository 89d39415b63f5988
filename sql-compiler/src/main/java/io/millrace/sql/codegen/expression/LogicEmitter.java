package io.millrace.sql.codegen.expression;

import io.millrace.sql.codegen.CodeWriter;
import io.millrace.sql.codegen.JavaText;
import io.millrace.type.DataType;
import io.millrace.type.TypeKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * Three-valued logic. Operands of AND and OR that can fail are evaluated last, otherwise the order
 * stays. One that can fail or is costly runs only where those before it leave the result open, the
 * others run without a branch.
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
    Membership membership = Membership.of(call);
    if (membership != null) {
      return membership.emit(emitter);
    }
    if (!call.getType().isNullable()) {
      return Value.notNull(BOOLEAN, truth(call, true));
    }
    if (call.isA(SqlKind.NOT)) {
      Value operand = emitter.emit(call.getOperands().get(0));
      return ComparisonEmitter.value(JavaText.not(operand.code()), operand.isNull());
    }
    String isNull = commonNull(call);
    if (isNull != null) {
      return ComparisonEmitter.value(withoutGuard(truth(call, true), isNull), isNull);
    }
    String hint = nameHint == null ? "condition" : nameHint;
    String isTrue = emitter.emission().booleanName(truth(call, true), hint);
    String isFalse = emitter.emission().booleanName(truth(call, false), hint + "IsFalse");
    return ComparisonEmitter.value(
        isTrue, JavaText.and(JavaText.not(isTrue), JavaText.not(isFalse)));
  }

  /** The NULL flag that all operands share, so that the result has it too; null if they do not. */
  private String commonNull(RexCall call) {
    String common = null;
    for (RexNode operand : call.getOperands()) {
      if (!isInline(operand) || isConnective(operand)) {
        return null;
      }
      String isNull = emitter.emit(operand).isNull();
      if (common != null && !common.equals(isNull)) {
        return null;
      }
      common = isNull;
    }
    return common;
  }

  private static String withoutGuard(String code, String isNull) {
    String guard = JavaText.not(isNull) + " & ";
    return code.startsWith(guard) ? JavaText.unwrap(code.substring(guard.length())) : code;
  }

  private static boolean isConnective(RexNode node) {
    return switch (node.getKind()) {
      case NOT, SEARCH -> true;
      case AND, OR -> Membership.of(node) == null;
      default -> false;
    };
  }

  private boolean isInline(RexNode condition) {
    Probes.Probe probe = emitter.probes().condition(condition);
    return !probe.canFail() && !probe.hasStatements();
  }

  /**
   * A Java expression that is true exactly if the condition is TRUE, or exactly if it is FALSE.
   *
   * @param wanted the truth value that is asked for
   */
  String truth(RexNode node, boolean wanted) {
    if (Membership.of(node) != null) {
      return term(node, wanted).text();
    }
    return switch (node.getKind()) {
      case AND -> chain(((RexCall) node).getOperands(), wanted, wanted);
      case OR -> chain(((RexCall) node).getOperands(), wanted, !wanted);
      case NOT -> truth(((RexCall) node).getOperands().get(0), !wanted);
      case SEARCH -> truth(Searches.expand(node), wanted);
      default -> term(node, wanted).text();
    };
  }

  /**
   * A condition on a row.
   *
   * @param guard says that the value is not NULL
   * @param code the value, not to be evaluated where the guard is false if it is costly
   */
  private record Term(String guard, String code, boolean isCostly) {
    String text() {
      return isCostly ? JavaText.andThen(guard, code) : JavaText.and(guard, code);
    }

    Term join(Term next, boolean all) {
      boolean costly = isCostly | next.isCostly;
      return new Term(guard, LogicEmitter.join(code, next.code, all, next.isCostly), costly);
    }
  }

  private Term term(RexNode node, boolean wanted) {
    if (isConnective(node)) {
      String code = truth(node, wanted);
      return new Term("true", code, References.isCostly(code));
    }
    Value value = emitter.emit(node);
    String guard = JavaText.not(value.isNull());
    String code = value.code();
    if (code.startsWith(guard + " && ")) {
      code = JavaText.unwrap(code.substring(guard.length() + 4));
    }
    return new Term(guard, wanted ? code : JavaText.not(code), References.isCostly(code));
  }

  private static String join(String left, String right, boolean all, boolean isCostly) {
    if (isCostly) {
      return all ? JavaText.andThen(left, right) : JavaText.orElse(left, right);
    }
    return all ? JavaText.and(left, right) : JavaText.or(left, right);
  }

  /**
   * Whether all operands, or any operand, has the wanted truth value.
   *
   * @param all whether it must be all
   */
  private String chain(List<RexNode> operands, boolean wanted, boolean all) {
    Emission emission = emitter.emission();
    String result = null;
    List<Term> terms = new ArrayList<>();
    for (RexNode operand : failingLast(operands)) {
      if (isInline(operand) || (result == null && terms.isEmpty())) {
        terms.add(term(operand, wanted));
        continue;
      }
      CodeWriter statements = new CodeWriter();
      emission.openScope();
      Term term = emission.writingTo(statements, () -> term(operand, wanted));
      emission.closeScope();
      if (statements.isEmpty()) {
        terms.add(term);
      } else {
        result = lazily(joined(result, terms, all), statements, term.text(), all);
        terms.clear();
      }
    }
    return joined(result, terms, all);
  }

  /** The order does not matter for the result, and Calcite may have changed it. */
  private List<RexNode> failingLast(List<RexNode> operands) {
    List<RexNode> ordered = new ArrayList<>(operands);
    ordered.sort(Comparator.comparing(operand -> emitter.probes().condition(operand).canFail()));
    return ordered;
  }

  /** The terms behind what was joined so far; neighbours with one guard share it. */
  private static String joined(String soFar, List<Term> terms, boolean all) {
    String result = soFar;
    Term group = null;
    for (Term term : terms) {
      if (group != null && group.guard.equals(term.guard)) {
        group = group.join(term, all);
      } else {
        result = appended(result, group, all);
        group = term;
      }
    }
    return appended(result, group, all);
  }

  private static String appended(String soFar, Term group, boolean all) {
    if (group == null) {
      return soFar;
    }
    return soFar == null ? group.text() : join(soFar, group.text(), all, group.isCostly);
  }

  /** Decides with further statements where it is open still. */
  private String lazily(String soFar, CodeWriter statements, String code, boolean all) {
    if (soFar.equals(all ? "false" : "true")) {
      return soFar;
    }
    CodeWriter body = emitter.emission().body();
    String name = emitter.emission().members().uniqueName("condition");
    body.line("boolean " + name + " = " + soFar + ";");
    body.open("if (" + (all ? name : "!" + name) + ")");
    body.lines(statements.toString());
    body.line(name + " = " + code + ";");
    body.close();
    return name;
  }
}

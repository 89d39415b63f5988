package io.millrace.sql.codegen.expression;

import io.millrace.sql.codegen.ClassMembers;
import io.millrace.sql.codegen.CodeWriter;
import java.util.AbstractList;
import java.util.HashMap;
import java.util.Map;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;

/**
 * Says what kind of code an expression will become, by writing it to nowhere; so the answer cannot
 * differ from the code. Answers are kept.
 */
final class Probes {
  /**
   * What kind of code an expression becomes.
   *
   * @param canFail whether it can throw
   * @param hasStatements whether it needs statements, besides the expression of its value
   * @param isCostly whether it should be skipped where it is not needed
   */
  record Probe(boolean canFail, boolean hasStatements, boolean isCostly) {
    /** Whether the code is worth a branch around it, or needs one. */
    boolean isLazy() {
      return canFail || hasStatements || isCostly;
    }
  }

  private final Map<RexNode, Probe> values = new HashMap<>();
  private final Map<RexNode, Probe> conditions = new HashMap<>();

  /** The code that computes the value of an expression. */
  Probe probe(RexNode node) {
    Probe known = values.get(node);
    if (known == null) {
      known = write(node, false);
      values.put(node, known);
    }
    return known;
  }

  /** The code that decides a condition. */
  Probe condition(RexNode node) {
    Probe known = conditions.get(node);
    if (known == null) {
      known = write(node, true);
      conditions.put(node, known);
    }
    return known;
  }

  private Probe write(RexNode node, boolean asCondition) {
    CodeWriter body = new CodeWriter();
    Emission emission = new Emission(new ClassMembers(), body, new NamedInputs(node));
    ExpressionEmitter emitter = new ExpressionEmitter(emission, this);
    if (asCondition) {
      emitter.emitCondition(node);
    } else {
      emitter.emit(node);
    }
    return new Probe(emission.isFailing(), !body.isEmpty(), emission.isCostly());
  }

  /** Values of columns by the types that the expression gives them. */
  private static final class NamedInputs extends AbstractList<Value> {
    private final Map<Integer, Value> values = new HashMap<>();

    NamedInputs(RexNode node) {
      node.accept(
          new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitInputRef(RexInputRef input) {
              values.computeIfAbsent(input.getIndex(), index -> value(input));
              return null;
            }
          });
    }

    private static Value value(RexInputRef input) {
      String name = "input" + input.getIndex();
      String isNull = input.getType().isNullable() ? name + "IsNull" : "false";
      return new Value(SqlTypes.of(input.getType()), name, isNull);
    }

    @Override
    public Value get(int index) {
      return values.get(index);
    }

    @Override
    public int size() {
      return values.size();
    }
  }
}

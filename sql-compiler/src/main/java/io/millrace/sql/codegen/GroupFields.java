package io.millrace.sql.codegen;

import io.millrace.sql.codegen.expression.ExpressionEmitter;
import io.millrace.sql.codegen.expression.Value;
import io.millrace.sql.plan.GroupPlan;
import io.millrace.sql.plan.QueryPlan;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/** Reads the fields of a group, keys, window and aggregates, for filter and output expressions. */
final class GroupFields {
  private final GroupPlan group;
  private final KeyEmitter keys;
  private final AggregateEmitter aggregates;

  GroupFields(GroupPlan group, KeyEmitter keys, AggregateEmitter aggregates) {
    this.group = group;
    this.keys = keys;
    this.aggregates = aggregates;
  }

  /** Loads the fields that the expressions use from {@code slot}; one value a field. */
  List<Value> load(CodeWriter body, QueryPlan plan, List<RexNode> expressions) {
    BitSet used = ColumnEmitter.columnsOf(expressions);
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < group.fieldTypes().size(); i++) {
      values.add(
          used.get(i)
              ? load(body, i, hint(plan, i))
              : new Value(
                  ExpressionEmitter.toDataType(group.fieldTypes().get(i)), "unused", "false"));
    }
    return values;
  }

  private Value load(CodeWriter body, int field, String hint) {
    if (field >= group.groups().size()) {
      return aggregates.load(body, field - group.groups().size(), hint);
    }
    GroupPlan.GroupField source = group.groups().get(field);
    if (source instanceof GroupPlan.GroupField.Key key) {
      return keys.load(body, key.index(), hint);
    }
    String start =
        source instanceof GroupPlan.GroupField.WindowStart
            ? "windowStart"
            : "windowStart + WINDOW_SIZE_NS";
    return Value.notNull(ExpressionEmitter.toDataType(group.fieldTypes().get(field)), start);
  }

  /** Name of the output column that shows the field, or a plain one. */
  private static String hint(QueryPlan plan, int field) {
    for (int i = 0; i < plan.outputs().size(); i++) {
      if (plan.outputs().get(i) instanceof org.apache.calcite.rex.RexInputRef ref
          && ref.getIndex() == field) {
        return plan.names().get(i);
      }
    }
    return "field";
  }
}

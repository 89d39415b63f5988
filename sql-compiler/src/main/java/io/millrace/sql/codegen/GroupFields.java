package io.millrace.sql.codegen;

import io.millrace.sql.codegen.expression.ExpressionEmitter;
import io.millrace.sql.codegen.expression.Value;
import io.millrace.sql.plan.GroupPlan;
import io.millrace.sql.plan.QueryPlan;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.calcite.rex.RexInputRef;
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

  /**
   * The fields that the outputs use, for the group of the row in work, from locals where they can
   * be; a sum of 128 bits that is an output column by itself goes there in two halves.
   */
  List<Value> updated(CodeWriter body, QueryPlan plan, OutputEmitter output) {
    List<RexNode> outputs = plan.outputs();
    BitSet used = ColumnEmitter.columnsOf(outputs);
    BitSet computedWith =
        ColumnEmitter.columnsOf(
            outputs.stream().filter(node -> !(node instanceof RexInputRef)).toList());
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < group.fieldTypes().size(); i++) {
      values.add(
          used.get(i)
              ? updated(body, i, hint(plan, i), computedWith.get(i))
              : new Value(
                  ExpressionEmitter.toDataType(group.fieldTypes().get(i)), "unused", "false"));
    }
    for (int i = 0; i < outputs.size(); i++) {
      if (outputs.get(i) instanceof RexInputRef ref && !computedWith.get(ref.getIndex())) {
        highHalf(output, i, ref.getIndex());
      }
    }
    return values;
  }

  private void highHalf(OutputEmitter output, int index, int field) {
    int aggregate = field - group.groups().size();
    if (aggregate >= 0 && aggregates.updatedHigh(aggregate) != null) {
      output.highHalf(index, aggregates.updatedHigh(aggregate));
    }
  }

  private Value updated(CodeWriter body, int field, String hint, boolean asObject) {
    if (field >= group.groups().size()) {
      return aggregates.updated(body, field - group.groups().size(), hint, asObject);
    }
    return group.groups().get(field) instanceof GroupPlan.GroupField.Key key
        ? keys.updated(body, key.index(), hint)
        : load(body, field, hint);
  }

  private Value load(CodeWriter body, int field, String hint) {
    if (field >= group.groups().size()) {
      return aggregates.load(body, field - group.groups().size(), hint);
    }
    GroupPlan.GroupField source = group.groups().get(field);
    if (source instanceof GroupPlan.GroupField.Key key) {
      return keys.load(body, key.index(), hint);
    }
    return Value.notNull(
        ExpressionEmitter.toDataType(group.fieldTypes().get(field)), window(source));
  }

  /** Java expression of the start or end of the window in use. */
  String window(GroupPlan.GroupField field) {
    return field instanceof GroupPlan.GroupField.WindowStart
        ? "windowStart"
        : "windowStart + WINDOW_SIZE_NS";
  }

  /** Name of the output column that shows the field, or a plain one. */
  private static String hint(QueryPlan plan, int field) {
    for (int i = 0; i < plan.outputs().size(); i++) {
      if (plan.outputs().get(i) instanceof RexInputRef ref && ref.getIndex() == field) {
        return plan.names().get(i);
      }
    }
    return "field";
  }
}

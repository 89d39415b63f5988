package io.millrace.sql.codegen;

import io.millrace.sql.codegen.expression.ExpressionEmitter;
import io.millrace.sql.plan.QueryPlan;
import java.util.BitSet;
import java.util.List;

/** WHERE as a method of its own, for rows that are looked at one by one. */
final class FilterEmitter {
  private final QueryPlan plan;
  private final ClassMembers members;

  FilterEmitter(QueryPlan plan, ClassMembers members) {
    this.plan = plan;
    this.members = members;
  }

  /** The method {@code keeps}: whether WHERE lets row {@code i} pass. */
  void keepsMethod(CodeWriter body, boolean overrides) {
    BitSet used = ColumnEmitter.columnsOf(List.of(plan.filter()));
    ColumnEmitter columns = new ColumnEmitter(plan.stream().schema(), members, used);
    if (overrides) {
      body.line("@Override");
      body.open("protected boolean keeps(RecordBatch batch, int i)");
    } else {
      body.line("/** Whether WHERE lets a row pass. */");
      body.open("private boolean keeps(RecordBatch batch, int i)");
    }
    columns.bind(body);
    columns.load(body, used);
    ExpressionEmitter emitter = new ExpressionEmitter(members, body, columns.values());
    body.line("return " + emitter.emitCondition(plan.filter()) + ";");
    body.close();
  }
}

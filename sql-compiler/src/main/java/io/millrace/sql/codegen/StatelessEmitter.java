package io.millrace.sql.codegen;

import io.millrace.sql.codegen.expression.ExpressionEmitter;
import io.millrace.sql.codegen.expression.Value;
import io.millrace.sql.plan.QueryPlan;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/** Filter and projection in one loop from input arrays to output arrays. */
final class StatelessEmitter {
  private final QueryPlan plan;
  private final ClassMembers members;
  private final OutputEmitter output;

  StatelessEmitter(QueryPlan plan, ClassMembers members, OutputEmitter output) {
    this.plan = plan;
    this.members = members;
    this.output = output;
  }

  /** Writes the methods of the class. */
  void emit(CodeWriter body) {
    List<RexNode> all = new ArrayList<>(plan.outputs());
    if (plan.filter() != null) {
      all.add(plan.filter());
    }
    ColumnEmitter columns =
        new ColumnEmitter(plan.stream().schema(), members, ColumnEmitter.columnsOf(all));
    boolean canFail = all.stream().anyMatch(ExpressionEmitter::canFail);
    CodeWriter row = new CodeWriter();
    row(row, columns, canFail);
    processMethod(body, columns, row.toString(), canFail, false);
    body.line("");
    processMethod(body, columns, row.toString(), canFail, true);
    constant(body, "public boolean takesSelections()", "true");
    constant(body, "public boolean keepsState()", "false");
    constant(body, "protected int outputRowsPerRow()", "1");
  }

  private static void constant(CodeWriter body, String method, String value) {
    body.line("");
    body.line("@Override");
    body.open(method);
    body.line("return " + value + ";");
    body.close();
  }

  /**
   * One of the loops; of selected rows the {@code at}-th is row {@code i}.
   *
   * @param row what is done with a row
   */
  private static void processMethod(
      CodeWriter body, ColumnEmitter columns, String row, boolean canFail, boolean selected) {
    String rows = selected ? "int[] rows, " : "";
    String position = selected ? "at" : "i";
    body.line("@Override");
    body.open("protected int process(RecordBatch batch, " + rows + "int fromRow, int toRow)");
    columns.bind(body);
    body.line("int n = out.rowCount();");
    body.open("for (int " + position + " = fromRow; " + position + " < toRow; " + position + "++)");
    if (selected) {
      body.line("final int i = rows[at];");
    }
    if (canFail) {
      body.line("row = " + position + ";");
    }
    body.lines(row);
    body.close();
    if (!canFail) {
      body.line("out.rowCount(n);");
    }
    body.line("return toRow;");
    body.close();
  }

  private void row(CodeWriter body, ColumnEmitter columns, boolean canFail) {
    ExpressionEmitter emitter = new ExpressionEmitter(members, body, columns.values());
    String passes = "true";
    if (plan.filter() != null) {
      columns.load(body, ColumnEmitter.columnsOf(List.of(plan.filter())));
      passes = emitter.emitCondition(plan.filter());
    }
    boolean branchFree = branchFree(canFail);
    if (!branchFree && !passes.equals("true")) {
      body.open("if (" + JavaText.not(passes) + ")");
      body.line("continue;");
      body.close();
    }
    columns.load(body, ColumnEmitter.columnsOf(plan.outputs()));
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < plan.outputs().size(); i++) {
      values.add(emitter.emit(plan.outputs().get(i), plan.names().get(i)));
    }
    output.store(body, values);
    body.line(branchFree && !passes.equals("true") ? "n += " + passes + " ? 1 : 0;" : "n++;");
    if (canFail) {
      body.line("out.rowCount(n);");
    }
  }

  /** Whether every row can be written and then counted or not; a branch per row costs more. */
  private boolean branchFree(boolean canFail) {
    return !canFail
        && plan.outputs().stream()
            .allMatch(
                node ->
                    !node.getType().isNullable()
                        && ExpressionEmitter.toDataType(node.getType()).storage()
                            != io.millrace.type.Storage.BYTES);
  }
}

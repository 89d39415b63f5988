package io.millrace.sql.codegen;

import io.millrace.sql.codegen.expression.ExpressionEmitter;
import io.millrace.sql.codegen.expression.Value;
import io.millrace.sql.plan.QueryPlan;
import io.millrace.sql.plan.RowNumberPlan;
import io.millrace.state.GroupTable;
import io.millrace.state.GroupTableDescriptor;
import io.millrace.state.GroupTableSnapshot;
import io.millrace.type.DataType;
import io.millrace.type.TypeKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/** ROW_NUMBER: rows come in event-time order from the base class; a counter a key numbers them. */
final class RowNumberEmitter {
  private final QueryPlan plan;
  private final RowNumberPlan over;
  private final ClassMembers members;
  private final OutputEmitter output;
  private final SlotLayout layout;
  private final KeyEmitter keys;

  RowNumberEmitter(QueryPlan plan, ClassMembers members, OutputEmitter output) {
    this.plan = plan;
    this.over = (RowNumberPlan) plan.operator();
    this.members = members;
    this.output = output;
    this.layout = new SlotLayout(KeyEmitter.fitLongKey(over.keys()));
    this.keys = new KeyEmitter(members, over.keys(), layout);
  }

  /** Writes the methods of the class. */
  void emit(CodeWriter body) {
    members.use(GroupTable.class);
    members.use(GroupTableDescriptor.class);
    members.use(GroupTableSnapshot.class);
    members.constant("long", layout.descriptor().slotBytes() + "L", "slot bytes");
    members.constructorStatement(
        "this.groups = new GroupTable(new GroupTableDescriptor("
            + layout.arguments()
            + "), context.budget(), context.partitions());");
    processMethods(body);
    body.line("");
    keys.stoppedMethod(body, plan.stream().schema(), "groups", inPlace());
    body.line("");
    keys.findMethods(body, inPlace());
    if (plan.filter() == null) {
      keys.touchMethods(body, plan.stream().schema(), "groups", false, inPlace());
    }
    if (plan.filter() != null) {
      body.line("");
      new FilterEmitter(plan, members).keepsMethod(body, true);
    }
    body.line("");
    body.line("@Override");
    body.open("protected int outputRowsPerRow()");
    body.line("return 1;");
    body.close();
    body.line("");
    stateMethods(body);
  }

  /** The loop over neighbouring rows, and where it can be, the same over selected ones. */
  private void processMethods(CodeWriter body) {
    List<RexNode> outputs = new ArrayList<>(plan.outputs());
    if (plan.outputFilter() != null) {
      outputs.add(plan.outputFilter());
    }
    int width = plan.stream().schema().size();
    BitSet used = ColumnEmitter.columnsOf(outputs);
    used.clear(width);
    used.or(ColumnEmitter.columnsOf(over.keys()));
    BitSet all = new BitSet();
    all.or(used);
    if (plan.filter() != null) {
      all.or(ColumnEmitter.columnsOf(List.of(plan.filter())));
    }
    ColumnEmitter columns = new ColumnEmitter(plan.stream().schema(), members, all);
    if (everyRow() && !rowCanFail()) {
      columnsBehindLoop(columns);
    }
    CodeWriter row = new CodeWriter();
    row(row, columns, used);
    processMethod(body, columns, row.toString(), false);
    if (inPlace()) {
      body.line("");
      processMethod(body, columns, row.toString(), true);
      body.line("");
      body.line("@Override");
      body.open("public boolean takesSelections()");
      body.line("return true;");
      body.close();
    }
  }

  private boolean everyRow() {
    return plan.filter() == null && plan.outputFilter() == null;
  }

  /** What is done with row {@code i}. */
  private void row(CodeWriter body, ColumnEmitter columns, BitSet used) {
    List<Value> inputs = new ArrayList<>(columns.values());
    inputs.add(Value.notNull(DataType.of(TypeKind.BIGINT), "ordinal"));
    ExpressionEmitter emitter = new ExpressionEmitter(members, body, inputs);
    filter(body, columns, emitter);
    columns.load(body, used);
    keys.hash(body, emitter);
    keys.find(body, inPlace(), null);
    number(body, emitter);
  }

  /**
   * One of the loops; of selected rows the {@code at}-th is row {@code i}.
   *
   * @param row what is done with a row
   */
  private void processMethod(CodeWriter body, ColumnEmitter columns, String row, boolean selected) {
    String position = selected ? "at" : "i";
    body.line("@Override");
    body.open(
        "protected int process(RecordBatch batch, "
            + (selected ? "int[] rows, " : "")
            + "int fromRow, int toRow)");
    columns.bind(body);
    body.line("final GroupTable groups = this.groups;");
    output.begin(body, everyRow());
    if (inPlace()) {
      KeyEmitter.bindRoom(body);
    }
    body.line("int " + position + " = fromRow;");
    body.open("for (; " + position + " < toRow; " + position + "++)");
    if (selected) {
      body.line("final int i = rows[at];");
    }
    output.beginRow(body, position);
    if (rowCanFail()) {
      body.line("row = i;");
    }
    body.lines(row);
    if (selected) {
      output.copySelected(body);
    }
    output.next(body, rowCanFail());
    body.close();
    if (inPlace()) {
      KeyEmitter.keepRoom(body);
    }
    if (!rowCanFail()) {
      output.declareRows(body, position, selected);
    }
    String stopped = inPlace() ? "stopped(" + position + ")" : "stopped(batch, i)";
    body.line("return " + position + " < toRow ? " + stopped + " : " + position + ";");
    body.close();
  }

  private void columnsBehindLoop(ColumnEmitter columns) {
    for (int i = 0; i < plan.outputs().size(); i++) {
      if (plan.outputs().get(i) instanceof RexInputRef ref
          && ref.getIndex() < plan.stream().schema().size()) {
        output.copyBehindLoop(i, columns, ref.getIndex());
      }
    }
  }

  /** Whether the loop makes groups itself, as nothing can fail that would have to be undone. */
  private boolean inPlace() {
    return keys.isLongKey() && !rowCanFail();
  }

  private boolean rowCanFail() {
    List<RexNode> nodes = new ArrayList<>(over.keys());
    nodes.addAll(plan.outputs());
    if (plan.filter() != null) {
      nodes.add(plan.filter());
    }
    if (plan.outputFilter() != null) {
      nodes.add(plan.outputFilter());
    }
    return nodes.stream().anyMatch(ExpressionEmitter::canFail);
  }

  private void filter(CodeWriter body, ColumnEmitter columns, ExpressionEmitter emitter) {
    if (plan.filter() != null) {
      columns.load(body, ColumnEmitter.columnsOf(List.of(plan.filter())));
      skipUnless(body, emitter.emitCondition(plan.filter()));
    }
  }

  private static void skipUnless(CodeWriter body, String condition) {
    body.open("if (" + JavaText.not(condition) + ")");
    body.line("continue;");
    body.close();
  }

  private void number(CodeWriter body, ExpressionEmitter emitter) {
    if (plan.outputFilter() != null) {
      String passes = members.uniqueName("passes");
      body.line(
          "final boolean " + passes + " = " + emitter.emitCondition(plan.outputFilter()) + ";");
      body.open("if (!" + passes + ")");
      body.line("groups.ordinal(slot, ordinal + 1L);");
      body.line("continue;");
      body.close();
    }
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < plan.outputs().size(); i++) {
      values.add(emitter.emit(plan.outputs().get(i), plan.names().get(i)));
    }
    body.line("groups.ordinal(slot, ordinal + 1L);");
    output.store(body, values);
  }

  private static void stateMethods(CodeWriter body) {
    body.line("@Override");
    body.open("protected void rowFailed()");
    body.line("groups.forgetUnused();");
    body.close();
    body.line("");
    snapshotMethods(body);
    body.line("");
    body.line("@Override");
    body.open("public void close()");
    body.line("groups.close();");
    body.line("super.close();");
    body.close();
  }

  /** The methods that write, read and measure the state. */
  static void snapshotMethods(CodeWriter body) {
    body.line("@Override");
    body.open("public void snapshot(SnapshotWriter writer)");
    body.line("super.snapshot(writer);");
    body.line("GroupTableSnapshot.write(groups, writer);");
    body.close();
    body.line("");
    body.line("@Override");
    body.open("public void restore(SnapshotReader reader)");
    body.line("super.restore(reader);");
    body.line("GroupTableSnapshot.read(groups, reader);");
    body.close();
    body.line("");
    body.line("@Override");
    body.open("public long stateSize()");
    body.line("return super.stateSize() + groups.size();");
    body.close();
  }
}

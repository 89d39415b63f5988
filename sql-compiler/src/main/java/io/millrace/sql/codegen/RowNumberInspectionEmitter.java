package io.millrace.sql.codegen;

import io.millrace.batch.RowKind;
import io.millrace.sql.codegen.expression.ExpressionEmitter;
import io.millrace.sql.codegen.expression.Value;
import io.millrace.sql.plan.QueryPlan;
import io.millrace.sql.plan.RowNumberPlan;
import io.millrace.state.GroupTable;
import io.millrace.state.GroupTableDescriptor;
import io.millrace.state.GroupTableSnapshot;
import io.millrace.state.KeyFinder;
import io.millrace.type.DataType;
import io.millrace.type.TypeKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * Shows the state of ROW_NUMBER: an engine of the same state that counts rows which waited, when
 * the end of input releases them, in a second table, and then puts out a row for each key.
 */
final class RowNumberInspectionEmitter {
  private static final String NUMBERED = "rows_numbered";
  private static final String WAITING = "rows_waiting";

  private final QueryPlan plan;
  private final RowNumberPlan over;
  private final ClassMembers members;
  private final OutputEmitter output;
  private final SlotLayout layout;
  private final KeyEmitter keys;
  private final List<String> names;

  RowNumberInspectionEmitter(QueryPlan plan, ClassMembers members) {
    this.plan = plan;
    this.over = (RowNumberPlan) plan.operator();
    this.members = members;
    this.names = names();
    this.output = new OutputEmitter(names, types(), members);
    this.layout = new SlotLayout(KeyEmitter.fitLongKey(over.keys()));
    this.keys = new KeyEmitter(members, over.keys(), layout);
  }

  /** The keys, then the counts. */
  OutputEmitter output() {
    return output;
  }

  private List<String> names() {
    List<String> result = new ArrayList<>();
    for (int i = 0; i < over.keys().size(); i++) {
      addName(result, name(over.keys().get(i), i));
    }
    addName(result, NUMBERED);
    addName(result, WAITING);
    return result;
  }

  private static void addName(List<String> names, String name) {
    String candidate = name;
    for (int i = 2; names.contains(candidate); i++) {
      candidate = name + "_" + i;
    }
    names.add(candidate);
  }

  /** As the query shows the key, or after the column. */
  private String name(RexNode key, int index) {
    int shown = plan.outputs().indexOf(key);
    if (shown >= 0) {
      return plan.names().get(shown);
    }
    return key instanceof RexInputRef column
        ? plan.stream().schema().column(column.getIndex()).name()
        : "key_" + (index + 1);
  }

  /** Expressions of the types of the columns. */
  private List<RexNode> types() {
    List<RexNode> result = new ArrayList<>(over.keys());
    int rowNumber = over.fieldTypes().size() - 1;
    RexNode count = new RexInputRef(rowNumber, over.fieldTypes().get(rowNumber));
    result.add(count);
    result.add(count);
    return result;
  }

  /** Writes the methods and fields of the class. */
  void emit(CodeWriter body, CodeWriter fields) {
    members.use(GroupTable.class);
    members.use(GroupTableDescriptor.class);
    members.use(GroupTableSnapshot.class);
    members.use(RowKind.class);
    members.constant("long", layout.descriptor().slotBytes() + "L", "slot bytes");
    fields.line("private final GroupTable groups;");
    fields.line("private final GroupTable waiting;");
    for (String table : new String[] {"groups", "waiting"}) {
      members.constructorStatement(
          "this."
              + table
              + " = new GroupTable(new GroupTableDescriptor("
              + layout.arguments()
              + "), context.budget(), context.partitions());");
    }
    processMethod(body);
    body.line("");
    keys.stoppedMethod(body, plan.stream().schema(), "waiting", false);
    body.line("");
    keys.findMethods(body, false);
    body.line("");
    finishMethod(body);
    body.line("");
    writeMethod(body);
    body.line("");
    stateMethods(body);
  }

  private void processMethod(CodeWriter body) {
    BitSet used = ColumnEmitter.columnsOf(over.keys());
    ColumnEmitter columns = new ColumnEmitter(plan.stream().schema(), members, used);
    body.line("@Override");
    body.open("protected int process(RecordBatch batch, int fromRow, int toRow)");
    columns.bind(body);
    body.line("final GroupTable groups = waiting;");
    body.line("int i = fromRow;");
    body.open("for (; i < toRow; i++)");
    body.line("row = i;");
    columns.load(body, used);
    keys.hash(body, new ExpressionEmitter(members, body, columns.values()));
    keys.find(body, false, null);
    body.line("groups.ordinal(slot, ordinal + 1L);");
    body.close();
    body.line("return i < toRow ? stopped(batch, i) : i;");
    body.close();
  }

  private void finishMethod(CodeWriter body) {
    String finder =
        members.finalField(members.use(KeyFinder.class), "new KeyFinder()", "keyFinder");
    body.line("@Override");
    body.open("protected void finish()");
    body.open("for (long slot = groups.firstGroup(); slot >= 0; slot = groups.nextGroup(slot))");
    body.line(
        "write(groups, slot, groups.ordinal(slot) - 1L, "
            + finder
            + ".rows(waiting, groups, slot));");
    body.close();
    body.open("for (long slot = waiting.firstGroup(); slot >= 0; slot = waiting.nextGroup(slot))");
    body.open("if (" + finder + ".rows(groups, waiting, slot) == 0L)");
    body.line("write(waiting, slot, 0L, waiting.ordinal(slot) - 1L);");
    body.close();
    body.close();
    body.close();
  }

  private void writeMethod(CodeWriter body) {
    String numbered = members.uniqueName("numbered");
    String waits = members.uniqueName("waits");
    body.line("/** Appends the output row of a key. */");
    body.open(
        "private void write(GroupTable groups, long slot, long "
            + numbered
            + ", long "
            + waits
            + ")");
    body.line("reserve(1);");
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < over.keys().size(); i++) {
      values.add(keys.load(body, i, names.get(i)));
    }
    DataType count = DataType.of(TypeKind.BIGINT);
    values.add(Value.notNull(count, numbered));
    values.add(Value.notNull(count, waits));
    body.line("final int n = out.rowCount();");
    output.store(body, values);
    body.line("out.kinds()[n] = RowKind.INSERT;");
    body.line("out.rowCount(n + 1);");
    body.close();
  }

  private static void stateMethods(CodeWriter body) {
    body.line("@Override");
    body.open("protected int outputRowsPerRow()");
    body.line("return 0;");
    body.close();
    body.line("");
    body.line("@Override");
    body.open("protected void rowFailed()");
    body.line("waiting.forgetUnused();");
    body.close();
    body.line("");
    RowNumberEmitter.snapshotMethods(body);
    body.line("");
    body.line("@Override");
    body.open("public void close()");
    body.line("groups.close();");
    body.line("waiting.close();");
    body.line("super.close();");
    body.close();
  }
}

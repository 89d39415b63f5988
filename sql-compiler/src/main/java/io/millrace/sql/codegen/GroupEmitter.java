package io.millrace.sql.codegen;

import io.millrace.aggregate.GroupUndo;
import io.millrace.batch.RowKind;
import io.millrace.sql.codegen.expression.ExpressionEmitter;
import io.millrace.sql.codegen.expression.Value;
import io.millrace.sql.plan.Emission;
import io.millrace.sql.plan.GroupPlan;
import io.millrace.sql.plan.QueryPlan;
import io.millrace.state.GroupTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * Grouped aggregation: a loop that finds the group of each row and updates it, and the method that
 * writes a group's output row. Where groups live is {@link GroupStorageEmitter}'s business.
 */
final class GroupEmitter {
  private final QueryPlan plan;
  private final GroupPlan group;
  private final ClassMembers members;
  private final OutputEmitter output;
  private final GroupStorageEmitter storage;
  private final KeyEmitter keys;
  private final AggregateEmitter aggregates;
  private final SlotLayout layout;
  private final boolean changes;
  private final boolean outputCanFail;

  /**
   * For a plan.
   *
   * @param stateOf the plan whose state it has: itself, or one that differs in emission only
   */
  GroupEmitter(QueryPlan plan, QueryPlan stateOf, ClassMembers members, OutputEmitter output) {
    this.plan = plan;
    this.group = (GroupPlan) plan.operator();
    this.members = members;
    this.output = output;
    this.changes = plan.emission() == Emission.CHANGES;
    this.layout = new SlotLayout(KeyEmitter.fitLongKey(group.keys()) && !stateOf.deletes());
    this.keys = new KeyEmitter(members, group.keys(), layout);
    boolean canBeEmpty = group.groups().isEmpty() && stateOf.emission() != Emission.CHANGES;
    this.aggregates = new AggregateEmitter(group.aggregates(), canBeEmpty, members, layout);
    this.outputCanFail = results().stream().anyMatch(ExpressionEmitter::canFail);
    this.storage = new GroupStorageEmitter(plan, canBeEmpty, members, layout);
  }

  private List<RexNode> results() {
    List<RexNode> results = new ArrayList<>(plan.outputs());
    if (plan.outputFilter() != null) {
      results.add(plan.outputFilter());
    }
    return results;
  }

  /** Writes the methods and fields of the class. */
  void emit(CodeWriter body, CodeWriter fields) {
    storage.fields(fields);
    processMethods(body);
    body.line("");
    stoppedMethod(body);
    if (isDirect()) {
      body.line("");
      beginRowsMethod(body);
    }
    body.line("");
    keys.findMethods(body, inPlace());
    if (group.window() != null && plan.filter() != null) {
      body.line("");
      new FilterEmitter(plan, members).keepsMethod(body, false);
    }
    if (plan.filter() == null) {
      keys.touchMethods(
          body, plan.stream().schema(), storage.tableInUse(), group.window() != null, inPlace());
    }
    if (plan.outputFilter() != null) {
      body.line("");
      passesMethod(body);
    }
    if (!isDirect()) {
      body.line("");
      writeMethod(body);
    }
    body.line("");
    storage.methods(body, changes, outputCanFail);
    if (!changes && outputCanFail) {
      body.line("");
      failedMethod(body);
    }
    storage.declare();
    body.line("");
    body.line("@Override");
    body.open("protected int outputRowsPerRow()");
    body.line(changes ? "return " + (plan.retracts() ? 2 : 1) + ";" : "return 0;");
    body.close();
  }

  /** Whether each row puts out one row from locals, without a look at the slot. */
  private boolean isDirect() {
    return changes
        && !group.aggregates().isEmpty()
        && !plan.deletes()
        && !plan.putsOutOldValues()
        && !outputCanFail;
  }

  /** The loop over neighbouring rows, and where it can be, the same over selected ones. */
  private void processMethods(CodeWriter body) {
    List<RexNode> inputs = new ArrayList<>(group.keys());
    inputs.addAll(AggregateEmitter.expressions(group.aggregates()));
    BitSet used = ColumnEmitter.columnsOf(inputs);
    BitSet filterColumns =
        plan.filter() == null ? new BitSet() : ColumnEmitter.columnsOf(List.of(plan.filter()));
    BitSet all = new BitSet();
    all.or(used);
    all.or(filterColumns);
    ColumnEmitter columns = new ColumnEmitter(plan.stream().schema(), members, all);
    columnsBehindLoop(columns);
    CodeWriter row = new CodeWriter();
    row(row, columns, used, filterColumns);
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

  /** What is done with row {@code i}. */
  private void row(CodeWriter body, ColumnEmitter columns, BitSet used, BitSet filterColumns) {
    ExpressionEmitter emitter = new ExpressionEmitter(members, body, columns.values());
    if (plan.filter() != null) {
      columns.load(body, filterColumns);
      body.open("if (" + JavaText.not(emitter.emitCondition(plan.filter())) + ")");
      body.line("continue;");
      body.close();
    }
    columns.load(body, used);
    keys.hash(body, emitter);
    aggregates.arguments(body, emitter);
    boolean marks = isDirect() && inPlace();
    keys.find(body, inPlace(), marks ? "kinds[" + output.index() + "] = RowKind.INSERT;" : null);
    update(body);
  }

  /**
   * One of the loops; of selected rows the {@code at}-th is row {@code i}.
   *
   * @param row what is done with a row
   */
  private void processMethod(CodeWriter body, ColumnEmitter columns, String row, boolean selected) {
    String rows = selected ? "int[] rows, " : "";
    String position = selected ? "at" : "i";
    String end = storage.end();
    body.line("@Override");
    body.open("protected int process(RecordBatch batch, " + rows + "int fromRow, int toRow)");
    storage.limit(body, selected);
    columns.bind(body);
    storage.bind(body);
    storage.bindWindow(body);
    if (isDirect()) {
      output.begin(body, plan.filter() == null);
      body.line("final byte[] kinds = out.kinds();");
    }
    if (inPlace()) {
      KeyEmitter.bindRoom(body);
    }
    body.line("int " + position + " = fromRow;");
    body.open("for (; " + position + " < " + end + "; " + position + "++)");
    if (selected) {
      body.line("final int i = rows[at];");
    }
    if (isDirect()) {
      output.beginRow(body, position);
    }
    if (rowCanFail()) {
      body.line("row = i;");
    }
    body.lines(row);
    if (isDirect() && selected) {
      output.copySelected(body);
    }
    if (isDirect()) {
      output.next(body, rowCanFail());
    }
    body.close();
    if (inPlace()) {
      KeyEmitter.keepRoom(body);
    }
    if (isDirect() && !rowCanFail()) {
      output.declareRows(body, position, selected);
    }
    String stopped = inPlace() ? "stopped(" + position + ")" : "stopped(batch, i)";
    body.line("return " + position + " < " + end + " ? " + stopped + " : " + position + ";");
    body.close();
  }

  /** Fills columns behind the loop that are those of the input, or the same for all rows. */
  private void columnsBehindLoop(ColumnEmitter columns) {
    if (!isDirect() || plan.filter() != null || rowCanFail()) {
      return;
    }
    for (int i = 0; i < plan.outputs().size(); i++) {
      if (plan.outputs().get(i) instanceof RexInputRef ref
          && ref.getIndex() < group.groups().size()) {
        GroupPlan.GroupField field = group.groups().get(ref.getIndex());
        if (!(field instanceof GroupPlan.GroupField.Key key)) {
          output.fillBehindLoop(i, new GroupFields(group, keys, aggregates).window(field));
        } else if (group.keys().get(key.index()) instanceof RexInputRef column) {
          output.copyBehindLoop(i, columns, column.getIndex());
        }
      }
    }
  }

  /** Whether the loop makes groups itself, as nothing can fail that would have to be undone. */
  private boolean inPlace() {
    return keys.isLongKey() && !rowCanFail() && (!changes || isDirect());
  }

  /** The method that makes way for a row that the loop stopped at. */
  private void stoppedMethod(CodeWriter body) {
    keys.stoppedMethod(body, plan.stream().schema(), storage.tableInUse(), inPlace());
  }

  private void beginRowsMethod(CodeWriter body) {
    members.use(Arrays.class);
    body.line("@Override");
    body.open("protected void beginRows(int rows)");
    body.line(
        "Arrays.fill(out.kinds(), out.rowCount(), out.rowCount() + rows, RowKind.UPDATE_AFTER);");
    body.close();
  }

  /** Whether a row can fail between the start of its processing and the end of its output. */
  private boolean rowCanFail() {
    List<RexNode> nodes = new ArrayList<>(group.keys());
    nodes.addAll(AggregateEmitter.expressions(group.aggregates()));
    if (plan.filter() != null) {
      nodes.add(plan.filter());
    }
    return outputCanFail
        || nodes.stream().anyMatch(ExpressionEmitter::canFail)
        || aggregates.canFail();
  }

  private void update(CodeWriter body) {
    aggregates.prepare(body);
    if (!changes) {
      store(body);
    } else if (isDirect()) {
      directChange(body);
    } else if (group.aggregates().isEmpty() && !plan.deletes()) {
      members.use(RowKind.class);
      body.open("if (ordinal == 1L)");
      change(body);
      body.close();
    } else {
      change(body);
    }
  }

  private void store(CodeWriter body) {
    body.line("groups.ordinal(slot, ordinal + 1L);");
    aggregates.store(body);
  }

  /** Stores the new state and puts it out. */
  private void directChange(CodeWriter body) {
    members.use(RowKind.class);
    store(body);
    List<Value> fields = new GroupFields(group, keys, aggregates).updated(body, plan, output);
    ExpressionEmitter emitter = new ExpressionEmitter(members, body, fields);
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < plan.outputs().size(); i++) {
      values.add(emitter.emit(plan.outputs().get(i), plan.names().get(i)));
    }
    output.store(body, values);
    if (!inPlace()) {
      body.open("if (ordinal == 1L)");
      body.line("kinds[" + output.index() + "] = RowKind.INSERT;");
      body.close();
    }
  }

  /** Stores the new state and puts out what changed; undone if the output cannot be computed. */
  private void change(CodeWriter body) {
    members.use(RowKind.class);
    String undo = null;
    if (outputCanFail) {
      undo =
          members.finalField(
              members.use(GroupUndo.class), "new GroupUndo(" + layout.fieldBytes() + ")", "undo");
      body.line("final int rowsBefore = out.rowCount();");
      body.line(undo + ".save(groups, slot);");
      body.open("try");
    }
    if (plan.deletes()) {
      body.line("final boolean emitted = groups.isEmitted(slot);");
      retractingChange(body);
    } else {
      if (plan.putsOutOldValues()) {
        body.open("if (ordinal > 1L)");
        body.line("write(groups, slot" + storage.windowArgument() + ", RowKind.UPDATE_BEFORE);");
        body.close();
      }
      store(body);
      body.line(
          "write(groups, slot"
              + storage.windowArgument()
              + ", ordinal == 1L ? RowKind.INSERT : RowKind.UPDATE_AFTER);");
    }
    if (undo != null) {
      body.reopen("catch (RuntimeException e)");
      body.line(undo + ".restore(groups, slot);");
      body.line("dropOutputAfter(rowsBefore);");
      body.line("throw e;");
      body.close();
    }
  }

  private void retractingChange(CodeWriter body) {
    String window = storage.windowArgument();
    body.line("final int before = out.rowCount();");
    body.open("if (emitted)");
    body.line("write(groups, slot" + window + ", RowKind.DELETE);");
    body.close();
    store(body);
    body.line("final boolean passes = passes(groups, slot" + window + ");");
    body.open("if (passes)");
    if (plan.putsOutOldValues()) {
      body.open("if (emitted)");
      body.line("out.kinds()[before] = RowKind.UPDATE_BEFORE;");
      body.close();
    } else {
      body.line("dropOutputAfter(before);");
    }
    body.line(
        "write(groups, slot" + window + ", emitted ? RowKind.UPDATE_AFTER : RowKind.INSERT);");
    body.close();
    body.line("groups.setEmitted(slot, passes);");
  }

  private void passesMethod(CodeWriter body) {
    members.use(GroupTable.class);
    body.line("/** Whether HAVING lets a group pass. */");
    body.open(
        "private boolean passes(GroupTable groups, long slot" + storage.windowParameter() + ")");
    List<Value> fields = fields(body, List.of(plan.outputFilter()));
    ExpressionEmitter emitter = new ExpressionEmitter(members, body, fields);
    body.line("return " + emitter.emitCondition(plan.outputFilter()) + ";");
    body.close();
  }

  private void writeMethod(CodeWriter body) {
    members.use(GroupTable.class);
    body.line("/** Appends the output row of a group. */");
    body.open(
        "private void write(GroupTable groups, long slot"
            + storage.windowParameter()
            + ", byte kind)");
    List<Value> fields = fields(body, plan.outputs());
    ExpressionEmitter emitter = new ExpressionEmitter(members, body, fields);
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < plan.outputs().size(); i++) {
      values.add(emitter.emit(plan.outputs().get(i), plan.names().get(i)));
    }
    body.line("final int n = out.rowCount();");
    output.store(body, values);
    body.line("out.kinds()[n] = kind;");
    body.line("out.rowCount(n + 1);");
    body.close();
  }

  private void failedMethod(CodeWriter body) {
    members.use(GroupTable.class);
    body.line("/** Reports a group that cannot be put out. */");
    body.open(
        "private void failed(GroupTable groups, long slot"
            + storage.windowParameter()
            + ", RuntimeException cause)");
    GroupName name = new GroupName(plan, group);
    List<RexNode> texts = name.texts();
    ExpressionEmitter emitter = new ExpressionEmitter(members, body, fields(body, texts));
    List<String> arguments = new ArrayList<>();
    arguments.add("cause");
    for (int i = 0; i < texts.size(); i++) {
      arguments.add(JavaText.string(name.names().get(i)));
      arguments.add(textOrNull(emitter.emit(texts.get(i))));
    }
    body.line("groupFailed(" + String.join(", ", arguments) + ");");
    body.close();
  }

  private static String textOrNull(Value value) {
    String text = value.code() + ".toString()";
    return value.neverNull() ? text : value.isNull() + " ? null : " + text;
  }

  private List<Value> fields(CodeWriter body, List<RexNode> expressions) {
    return new GroupFields(group, keys, aggregates).load(body, plan, expressions);
  }
}

package io.millrace.sql.codegen;

import io.millrace.batch.RowKind;
import io.millrace.sql.plan.GroupPlan;
import io.millrace.sql.plan.QueryPlan;
import io.millrace.sql.plan.WindowPlan;
import io.millrace.state.GroupTable;
import io.millrace.state.GroupTableDescriptor;
import io.millrace.state.GroupTableSnapshot;
import io.millrace.window.Tumbling;
import io.millrace.window.WindowSlices;

/** Where groups live: one table, or a table for each open window. */
final class GroupStorageEmitter {
  private final QueryPlan plan;
  private final GroupPlan group;
  private final WindowPlan window;
  private final ClassMembers members;
  private final SlotLayout layout;
  private final boolean canBeEmpty;
  private boolean emissionCanFail;

  /**
   * For a plan.
   *
   * @param canBeEmpty whether its only group is put out where no row came
   */
  GroupStorageEmitter(QueryPlan plan, boolean canBeEmpty, ClassMembers members, SlotLayout layout) {
    this.plan = plan;
    this.group = (GroupPlan) plan.operator();
    this.canBeEmpty = canBeEmpty;
    this.window = group.window();
    this.members = members;
    this.layout = layout;
  }

  /** Stands first: limits the rows to a run for the window in use, which it changes at need. */
  void limit(CodeWriter body, boolean selected) {
    if (window == null) {
      return;
    }
    members.use(Tumbling.class);
    String first = selected ? "rows[fromRow]" : "fromRow";
    body.line(
        "final int end = Tumbling.endOfRun(batch, "
            + (selected ? "rows, " : "")
            + window.eventTimeColumn()
            + ", fromRow, toRow, currentStart, currentStart + WINDOW_SIZE_NS);");
    body.open("if (end == fromRow)");
    body.line("row = fromRow;");
    if (plan.filter() == null) {
      body.line("return turn(batch, " + first + ") ? fromRow : fromRow + 1;");
    } else {
      body.line(
          "return keeps(batch, "
              + first
              + ") && turn(batch, "
              + first
              + ") ? fromRow : fromRow + 1;");
    }
    body.close();
  }

  /** Name of the end of the rows that the loop is for. */
  String end() {
    return window == null ? "toRow" : "end";
  }

  /** Stands before the loop. */
  void bind(CodeWriter body) {
    if (window == null) {
      body.line("final GroupTable groups = this.groups;");
    } else {
      body.line("final GroupTable groups = current;");
    }
  }

  /** Stands behind {@link #bind} where the window is needed. */
  void bindWindow(CodeWriter body) {
    if (window != null) {
      body.line("final long windowStart = currentStart;");
    }
  }

  /** Whether a row can come without event time. */
  private boolean canLackEventTime() {
    return plan.stream().schema().type(window.eventTimeColumn()).nullable();
  }

  /** Java expression of the table that the next row most likely needs; null if there is none. */
  String tableInUse() {
    return window == null ? "groups" : "current";
  }

  String windowArgument() {
    return window == null ? "" : ", windowStart";
  }

  String windowParameter() {
    return window == null ? "" : ", long windowStart";
  }

  /** Declares the fields; their initializers need the constructor's {@code context}. */
  void declare() {
    members.use(GroupTable.class);
    String descriptor = "new GroupTableDescriptor(" + layout.arguments() + ")";
    members.use(GroupTableDescriptor.class);
    members.constant("long", layout.descriptor().slotBytes() + "L", "slot bytes");
    if (window == null) {
      members.constructorStatement(
          "this.groups = new GroupTable("
              + descriptor
              + ", context.budget(), context.partitions());");
    } else {
      members.use(WindowSlices.class);
      members.constructorStatement(
          "this.windows = new WindowSlices("
              + descriptor
              + ", context.budget(), context.partitions(), context.mostOpenWindows());");
    }
  }

  /** The fields. */
  void fields(CodeWriter body) {
    if (window == null) {
      body.line("private final GroupTable groups;");
      return;
    }
    body.line("private static final long WINDOW_SIZE_NS = " + window.sizeNs() + "L;");
    body.line("private static final long WINDOW_OFFSET_NS = " + window.offsetNs() + "L;");
    body.line("private final WindowSlices windows;");
    body.line("private GroupTable current;");
    body.line("private long currentStart = Long.MAX_VALUE;");
  }

  /** The methods that open, close and emit; {@code canFail} tells whether emission can. */
  void methods(CodeWriter body, boolean changes, boolean canFail) {
    emissionCanFail = canFail;
    if (window != null) {
      turnMethod(body);
      body.line("");
      closeWindowsMethod(body, changes);
    } else if (!changes) {
      finishMethod(body);
    }
    if (!changes && !canBeEmpty) {
      body.line("");
      emitMethod(body);
    }
    body.line("");
    stateMethods(body);
  }

  private void turnMethod(CodeWriter body) {
    members.use(Tumbling.class);
    body.line("/** Puts the window of a row in use, or reports the row. */");
    body.open("private boolean turn(RecordBatch batch, int i)");
    String column = "batch.column(" + window.eventTimeColumn() + ")";
    if (canLackEventTime()) {
      body.open("if (" + column + ".isNull(i))");
      body.line("refuse(batch, i, \"no event time\");");
      body.line("return false;");
      body.close();
    }
    body.line(
        "final long start = Tumbling.start("
            + column
            + ".longs()[i], WINDOW_SIZE_NS, WINDOW_OFFSET_NS);");
    body.open("if (batch.hasRowsBehind() && start + WINDOW_SIZE_NS <= batch.arrivalWatermark(i))");
    body.line("late(batch, i, \"window closed\");");
    body.line("return false;");
    body.close();
    body.line("current = windows.slice(start);");
    body.line("currentStart = start;");
    body.line("return true;");
    body.close();
  }

  private static void closeWindowsMethod(CodeWriter body, boolean changes) {
    body.line("@Override");
    body.open("protected void advance()");
    body.open("while (windows.open() > 0 && windows.firstStart() + WINDOW_SIZE_NS <= watermarkNs)");
    if (!changes) {
      body.line("emit(windows.first(), windows.firstStart());");
    }
    body.open("if (windows.firstStart() == currentStart)");
    body.line("current = null;");
    body.line("currentStart = Long.MAX_VALUE;");
    body.close();
    body.line("windows.closeFirst();");
    body.close();
    body.close();
  }

  private void finishMethod(CodeWriter body) {
    body.line("@Override");
    body.open("protected void finish()");
    if (canBeEmpty) {
      body.line("long slot = find(groups, 0L);");
      body.open("if (slot == GroupTable.ABSENT)");
      body.line("slot = add(groups, 0L);");
      body.close();
      emitGroup(body);
    } else {
      body.line("emit(groups);");
    }
    body.close();
  }

  private void emitMethod(CodeWriter body) {
    members.use(RowKind.class);
    body.line("/** Puts out all groups. */");
    body.open("private void emit(GroupTable groups" + windowParameter() + ")");
    body.open("for (long slot = groups.firstGroup(); slot >= 0; slot = groups.nextGroup(slot))");
    emitGroup(body);
    body.close();
    body.close();
  }

  private void emitGroup(CodeWriter body) {
    members.use(RowKind.class);
    if (emissionCanFail) {
      body.line("reserve(1);");
      body.open("try");
    }
    if (plan.outputFilter() != null) {
      body.open("if (passes(groups, slot" + windowArgument() + "))");
    }
    if (!emissionCanFail) {
      body.line("reserve(1);");
    }
    body.line("write(groups, slot" + windowArgument() + ", RowKind.INSERT);");
    if (plan.outputFilter() != null) {
      body.close();
    }
    if (emissionCanFail) {
      body.reopen("catch (RuntimeException e)");
      body.line("failed(groups, slot" + windowArgument() + ", e);");
      body.close();
    }
  }

  private void stateMethods(CodeWriter body) {
    boolean windowed = window != null;
    if (!windowed) {
      members.use(GroupTableSnapshot.class);
    }
    body.line("@Override");
    body.open("protected void rowFailed()");
    if (windowed) {
      body.open("if (current != null)");
      body.line("current.forgetUnused();");
      body.close();
    } else {
      body.line("groups.forgetUnused();");
    }
    body.close();
    body.line("");
    body.line("@Override");
    body.open("public void snapshot(SnapshotWriter writer)");
    body.line("super.snapshot(writer);");
    body.line(windowed ? "windows.snapshot(writer);" : "GroupTableSnapshot.write(groups, writer);");
    body.close();
    body.line("");
    body.line("@Override");
    body.open("public void restore(SnapshotReader reader)");
    body.line("super.restore(reader);");
    body.line(windowed ? "windows.restore(reader);" : "GroupTableSnapshot.read(groups, reader);");
    body.close();
    body.line("");
    body.line("@Override");
    body.open("public long stateSize()");
    body.line(windowed ? "return windows.groups();" : "return groups.size();");
    body.close();
    body.line("");
    body.line("@Override");
    body.open("public void close()");
    body.line(windowed ? "windows.close();" : "groups.close();");
    body.close();
  }
}

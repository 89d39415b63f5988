package io.millrace.sql.codegen;

import io.millrace.batch.ColumnVector;
import io.millrace.sql.codegen.expression.Value;
import io.millrace.type.Column;
import io.millrace.type.DataType;
import io.millrace.type.Decimal128;
import io.millrace.type.Schema;
import io.millrace.type.Storage;
import io.millrace.type.VarcharView;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexNode;

/**
 * Reads columns of the input batch: binds their arrays before the loop, loads values of row {@code
 * i} into locals in the loop, each where it is first needed.
 */
final class ColumnEmitter {
  /** Stands for a column that no expression refers to. */
  private static final String UNUSED = "unused";

  private final Schema schema;
  private final ClassMembers members;
  private final List<Value> values = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final List<String> nullNames = new ArrayList<>();
  private final List<String> scratch = new ArrayList<>();
  private final BitSet loaded = new BitSet();

  ColumnEmitter(Schema schema, ClassMembers members, BitSet used) {
    this.schema = schema;
    this.members = members;
    for (int i = 0; i < schema.size(); i++) {
      Column column = schema.column(i);
      String name = used.get(i) ? members.uniqueName(column.name()) : null;
      names.add(name);
      nullNames.add(used.get(i) ? members.uniqueName(name + " null") : null);
      scratch.add(used.get(i) ? scratch(members, column, name) : null);
      values.add(
          value(column.type(), used.get(i) ? name : UNUSED, nullNames.get(i), scratch.get(i)));
    }
  }

  /** Indices of the columns that the expressions refer to. */
  static BitSet columnsOf(List<RexNode> expressions) {
    BitSet used = new BitSet();
    for (RexNode expression : expressions) {
      RelOptUtil.InputFinder.bits(expression).forEachInt(used::set);
    }
    return used;
  }

  private static String scratch(ClassMembers members, Column column, String name) {
    return switch (column.type().storage()) {
      case BYTES -> members.scratch(members.use(VarcharView.class), name + "View");
      case LONG_PAIR -> members.scratch(members.use(Decimal128.class), name + "Value");
      default -> null;
    };
  }

  private static Value value(DataType type, String name, String nullName, String scratch) {
    String isNull = type.nullable() ? nullName : "false";
    return new Value(type, scratch == null ? name : scratch, isNull);
  }

  /** One value a column; those of columns that are not used must not be. */
  List<Value> values() {
    return values;
  }

  /** Binds the arrays of the used columns; stands before the loop. */
  void bind(CodeWriter body) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i) != null) {
        bind(body, i);
      }
    }
  }

  private void bind(CodeWriter body, int index) {
    String name = names.get(index);
    String column = "batch.column(" + index + ")";
    switch (schema.type(index).storage()) {
      case BYTE -> body.line("final byte[] " + name + "Column = " + column + ".bytes();");
      case INT -> body.line("final int[] " + name + "Column = " + column + ".ints();");
      case LONG -> body.line("final long[] " + name + "Column = " + column + ".longs();");
      case FLOAT -> body.line("final float[] " + name + "Column = " + column + ".floats();");
      case DOUBLE -> body.line("final double[] " + name + "Column = " + column + ".doubles();");
      case LONG_PAIR -> {
        body.line("final long[] " + name + "Highs = " + column + ".highs();");
        body.line("final long[] " + name + "Lows = " + column + ".longs();");
      }
      case BYTES ->
          body.line(
              "final " + members.use(ColumnVector.class) + " " + name + "Column = " + column + ";");
    }
    if (schema.type(index).nullable()) {
      body.line("final long[] " + name + "Nulls = " + column + ".nullBits();");
    }
  }

  /** Whether a column is one array without NULLs of what its output column holds. */
  boolean isOneArray(int index) {
    DataType type = schema.type(index);
    return !type.nullable()
        && switch (type.storage()) {
          case INT, LONG, FLOAT, DOUBLE -> true;
          default -> false;
        };
  }

  /** Whether a column is text without NULLs. */
  boolean isText(int index) {
    DataType type = schema.type(index);
    return !type.nullable() && type.storage() == Storage.BYTES;
  }

  /** Name of the local that holds the array of a column that is one, or a column of text. */
  String array(int index) {
    return names.get(index) + "Column";
  }

  /** Loads columns that are not loaded yet. */
  void load(CodeWriter body, BitSet columns) {
    for (int i = columns.nextSetBit(0); i >= 0; i = columns.nextSetBit(i + 1)) {
      if (!loaded.get(i)) {
        loaded.set(i);
        load(body, i);
      }
    }
  }

  private void load(CodeWriter body, int index) {
    String name = names.get(index);
    DataType type = schema.type(index);
    if (type.nullable()) {
      body.line(
          "final boolean "
              + nullNames.get(index)
              + " = ("
              + name
              + "Nulls[i >>> 6] & 1L << i) != 0L;");
    }
    switch (type.storage()) {
      case BYTE -> body.line("final boolean " + name + " = " + name + "Column[i] != 0;");
      case LONG_PAIR ->
          body.line(scratch.get(index) + ".set(" + name + "Highs[i], " + name + "Lows[i]);");
      case BYTES -> body.line(name + "Column.getVarchar(i, " + scratch.get(index) + ");");
      default ->
          body.line(
              "final "
                  + type.storage().name().toLowerCase(Locale.ROOT)
                  + " "
                  + name
                  + " = "
                  + name
                  + "Column[i];");
    }
  }
}

package io.millrace.sql.codegen;

import static java.util.Locale.ROOT;

import io.millrace.sql.codegen.expression.ExpressionEmitter;
import io.millrace.sql.codegen.expression.Value;
import io.millrace.type.Column;
import io.millrace.type.DataType;
import io.millrace.type.Schema;
import io.millrace.type.Storage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.rex.RexNode;

/** Writes output rows: fields that hold the output batch's arrays, and stores of row {@code n}. */
final class OutputEmitter {
  private final ClassMembers members;
  private final List<String> names;
  private final List<RexNode> expressions;
  private final List<String> fields = new ArrayList<>();
  private final List<Column> columns = new ArrayList<>();
  private final Map<Integer, String> highs = new HashMap<>();
  private final Map<Integer, BehindLoop> behindLoop = new TreeMap<>();
  private boolean everyRow;

  /** An output column that is filled behind the loop: with one value, or from an input column. */
  private record BehindLoop(String value, String array, String text) {}

  OutputEmitter(List<String> names, List<RexNode> expressions, ClassMembers members) {
    this.members = members;
    this.names = names;
    this.expressions = expressions;
    for (String name : names) {
      fields.add(members.uniqueName(name + "Out"));
    }
  }

  /** Says that the code of a value of 128 bits is that of its low half, and that of the other. */
  void highHalf(int index, String code) {
    highs.put(index, code);
  }

  /**
   * Stands before a loop over rows: binds arrays to locals and begins to count.
   *
   * @param newEveryRow whether each row puts out one row, so that the index of the one tells that
   *     of the other, and bounds need not be checked for each
   */
  void begin(CodeWriter body, boolean newEveryRow) {
    everyRow = newEveryRow;
    for (int i = 0; i < fields.size(); i++) {
      Storage storage = ExpressionEmitter.toDataType(expressions.get(i).getType()).storage();
      if (storage == Storage.LONG_PAIR) {
        bindLocal(body, "long", fields.get(i) + "Highs");
      }
      if (storage != Storage.BYTES) {
        String type = storage == Storage.LONG_PAIR ? "long" : storage.name().toLowerCase(ROOT);
        bindLocal(body, type, fields.get(i) + "Values");
      }
    }
    body.line(everyRow ? "final int shift = out.rowCount() - fromRow;" : "int n = out.rowCount();");
  }

  /** Stands first in the loop, whose variable is {@code position}. */
  void beginRow(CodeWriter body, String position) {
    if (everyRow) {
      body.line("final int n = " + position + " + shift;");
    }
  }

  private static void bindLocal(CodeWriter body, String type, String name) {
    body.line("final " + type + "[] " + name + " = this." + name + ";");
  }

  /**
   * Fills an output column behind the loop and not in it, where it is an input column that can be
   * copied as it is: of a single array or of text, without NULLs. Only where each row puts out one
   * row and none can fail.
   */
  void copyBehindLoop(int index, ColumnEmitter columns, int column) {
    String source = columns.array(column);
    if (columns.isOneArray(column)) {
      behindLoop.put(index, new BehindLoop(null, source, null));
    } else if (columns.isText(column)) {
      behindLoop.put(index, new BehindLoop(null, null, source));
    }
  }

  /** Fills an output column behind the loop with one value; otherwise like a copy. */
  void fillBehindLoop(int index, String code) {
    members.use(Arrays.class);
    behindLoop.put(index, new BehindLoop(code, null, null));
  }

  /**
   * Stands last in a loop over selected rows {@code i}: stores what another loop would copy behind
   * it, from columns of one array.
   */
  void copySelected(CodeWriter body) {
    behindLoop.forEach(
        (index, column) -> {
          if (column.array() != null) {
            body.line(fields.get(index) + "Values[n] = " + column.array() + "[i];");
          }
        });
  }

  /** Index at which the next output row is stored. */
  String index() {
    return "n";
  }

  /**
   * Declares the output rows before the row at {@code position}, once they are complete.
   *
   * @param selected whether the loop was over selected rows, see {@link #copySelected}
   */
  void declareRows(CodeWriter body, String position, boolean selected) {
    behindLoop.forEach((index, column) -> fill(body, index, column, position, selected));
    body.line("out.rowCount(" + (everyRow ? position + " + shift" : "n") + ");");
  }

  private void fill(
      CodeWriter body, int index, BehindLoop column, String position, boolean selected) {
    String field = fields.get(index);
    if (column.value() != null) {
      body.line(
          "Arrays.fill(%sValues, fromRow + shift, %s + shift, %s);"
              .formatted(field, position, column.value()));
    } else if (column.text() != null && selected) {
      body.line(
          "%s.gather(%s, rows, fromRow, fromRow + shift, %s - fromRow);"
              .formatted(field, column.text(), position));
    } else if (column.text() != null) {
      body.line(
          "%s.copyRange(%s, fromRow, fromRow + shift, %s - fromRow);"
              .formatted(field, column.text(), position));
    } else if (!selected) {
      body.line(
          "System.arraycopy(%s, fromRow, %sValues, fromRow + shift, %s - fromRow);"
              .formatted(column.array(), field, position));
    }
  }

  /** Counts the output row of a row; {@code visibly} also declares it. */
  void next(CodeWriter body, boolean visibly) {
    if (!everyRow) {
      body.line("n++;");
    }
    if (visibly) {
      body.line("out.rowCount(n" + (everyRow ? " + 1" : "") + ");");
    }
  }

  /** Stores the values of one row at {@link #index}; all of them are computed already. */
  void store(CodeWriter body, List<Value> values) {
    columns.clear();
    for (int i = 0; i < values.size(); i++) {
      Value value = values.get(i);
      DataType type =
          ExpressionEmitter.toDataType(expressions.get(i).getType())
              .withNullable(!value.isNull().equals("false"));
      columns.add(new Column(names.get(i), type));
      if (!behindLoop.containsKey(i)) {
        store(body, i, type, value);
      }
    }
  }

  private void store(CodeWriter body, int index, DataType type, Value value) {
    String field = fields.get(index);
    if (value.isNull().equals("true")) {
      body.line(field + ".setNull(n);");
    } else if (value.isNull().equals("false")) {
      storeValue(body, index, type, value.code());
    } else {
      body.open("if (" + value.isNull() + ")");
      body.line(field + ".setNull(n);");
      body.reopen("else");
      storeValue(body, index, type, value.code());
      body.close();
    }
  }

  private void storeValue(CodeWriter body, int index, DataType type, String code) {
    String field = fields.get(index);
    String high = highs.get(index);
    switch (type.storage()) {
      case BYTE -> body.line(field + "Values[n] = (byte) (" + code + " ? 1 : 0);");
      case LONG_PAIR -> {
        body.line(field + "Highs[n] = " + (high == null ? code + ".high()" : high) + ";");
        body.line(field + "Values[n] = " + (high == null ? code + ".low()" : code) + ";");
      }
      case BYTES -> body.line(field + ".setVarchar(n, " + code + ");");
      default -> body.line(field + "Values[n] = " + code + ";");
    }
  }

  /** The schema of the output; known once {@link #store} was called. */
  Schema schema() {
    return Schema.of(columns);
  }

  /** Declares the fields; after {@link #store}. */
  void declare(CodeWriter body) {
    for (int i = 0; i < fields.size(); i++) {
      String field = fields.get(i);
      body.line("private ColumnVector " + field + ";");
      switch (columns.get(i).type().storage()) {
        case BYTE -> body.line("private byte[] " + field + "Values;");
        case INT -> body.line("private int[] " + field + "Values;");
        case FLOAT -> body.line("private float[] " + field + "Values;");
        case DOUBLE -> body.line("private double[] " + field + "Values;");
        case LONG -> body.line("private long[] " + field + "Values;");
        case LONG_PAIR -> {
          body.line("private long[] " + field + "Highs;");
          body.line("private long[] " + field + "Values;");
        }
        case BYTES -> {}
      }
    }
  }

  /** The method that binds the arrays of a new output batch; after {@link #store}. */
  void bindMethod(CodeWriter body) {
    body.line("@Override");
    body.open("protected void bindOutput(RecordBatch output)");
    for (int i = 0; i < fields.size(); i++) {
      String field = fields.get(i);
      body.line(field + " = output.column(" + i + ");");
      switch (columns.get(i).type().storage()) {
        case BYTE -> body.line(field + "Values = " + field + ".bytes();");
        case INT -> body.line(field + "Values = " + field + ".ints();");
        case FLOAT -> body.line(field + "Values = " + field + ".floats();");
        case DOUBLE -> body.line(field + "Values = " + field + ".doubles();");
        case LONG -> body.line(field + "Values = " + field + ".longs();");
        case LONG_PAIR -> {
          body.line(field + "Highs = " + field + ".highs();");
          body.line(field + "Values = " + field + ".longs();");
        }
        case BYTES -> {}
      }
    }
    body.close();
  }
}

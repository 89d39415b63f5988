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
  private final Map<Integer, String> afterLoop = new TreeMap<>();
  private String place = "n";

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
   * Stands before a loop over rows {@code i}: binds arrays to locals and begins to count.
   *
   * @param everyRow whether each row puts out one row, so that the index of the one tells that of
   *     the other, and bounds need not be checked for each
   */
  void begin(CodeWriter body, boolean everyRow) {
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
    if (everyRow) {
      place = "i + shift";
      body.line("final int shift = out.rowCount() - fromRow;");
    } else {
      body.line("int n = out.rowCount();");
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
    String field = fields.get(index);
    String source = columns.array(column);
    if (columns.isOneArray(column)) {
      afterLoop.put(
          index,
          "System.arraycopy("
              + source
              + ", fromRow, "
              + field
              + "Values, fromRow + shift, i - fromRow);");
    } else if (columns.isText(column)) {
      afterLoop.put(
          index, field + ".copyRange(" + source + ", fromRow, fromRow + shift, i - fromRow);");
    }
  }

  /** Fills an output column behind the loop with one value; otherwise like a copy. */
  void fillBehindLoop(int index, String code) {
    members.use(Arrays.class);
    String values = fields.get(index) + "Values";
    afterLoop.put(index, "Arrays.fill(" + values + ", fromRow + shift, i + shift, " + code + ");");
  }

  /** Index at which the next output row is stored. */
  String index() {
    return place;
  }

  /** Declares the output rows before row {@code i}, once they are complete. */
  void declareRows(CodeWriter body) {
    afterLoop.values().forEach(body::line);
    body.line("out.rowCount(" + place + ");");
  }

  /** Counts the output row of row {@code i}; {@code visibly} also declares it. */
  void next(CodeWriter body, boolean visibly) {
    boolean everyRow = !place.equals("n");
    if (!everyRow) {
      body.line("n++;");
    }
    if (visibly) {
      body.line("out.rowCount(" + place + (everyRow ? " + 1" : "") + ");");
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
      if (!afterLoop.containsKey(i)) {
        store(body, i, type, value);
      }
    }
  }

  private void store(CodeWriter body, int index, DataType type, Value value) {
    String field = fields.get(index);
    if (value.isNull().equals("true")) {
      body.line(field + ".setNull(" + place + ");");
    } else if (value.isNull().equals("false")) {
      storeValue(body, index, type, value.code());
    } else {
      body.open("if (" + value.isNull() + ")");
      body.line(field + ".setNull(" + place + ");");
      body.reopen("else");
      storeValue(body, index, type, value.code());
      body.close();
    }
  }

  private void storeValue(CodeWriter body, int index, DataType type, String code) {
    String field = fields.get(index);
    String high = highs.get(index);
    switch (type.storage()) {
      case BYTE -> body.line(field + "Values[" + place + "] = (byte) (" + code + " ? 1 : 0);");
      case LONG_PAIR -> {
        body.line(
            field + "Highs[" + place + "] = " + (high == null ? code + ".high()" : high) + ";");
        body.line(
            field + "Values[" + place + "] = " + (high == null ? code + ".low()" : code) + ";");
      }
      case BYTES -> body.line(field + ".setVarchar(" + place + ", " + code + ");");
      default -> body.line(field + "Values[" + place + "] = " + code + ";");
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

package io.millrace.sql.record;

import io.millrace.record.ColumnBinding;
import io.millrace.record.RecordField;
import io.millrace.sql.codegen.CodeWriter;
import io.millrace.type.Storage;
import java.util.ArrayList;
import java.util.List;

/** Writes the source of a {@link io.millrace.record.RecordReader}. */
final class RecordReaderEmitter {
  private RecordReaderEmitter() {}

  static String source(Class<?> type, String className, List<ColumnBinding> components) {
    CodeWriter code =
        RecordSource.open(
            className,
            "io.millrace.record.RecordReader",
            "public Object read(RecordBatch batch, int row)");
    List<String> values = new ArrayList<>();
    for (int i = 0; i < components.size(); i++) {
      values.add(emit(code, components.get(i), "c" + i));
    }
    code.line("return new " + type.getName() + "(" + String.join(", ", values) + ");");
    return code.close().close().toString();
  }

  /** Gives the value, to be put into the constructor's call. */
  private static String emit(CodeWriter code, ColumnBinding binding, String column) {
    RecordField field = binding.component();
    code.line("ColumnVector " + column + " = batch.column(" + binding.index() + ");");
    String value = value(field, binding.column().type().storage(), column);
    if (!binding.column().type().nullable()) {
      return value;
    }
    if (field.type().isPrimitive()) {
      code.line("RecordValues.checkPresent(" + column + ", row, \"" + field.name() + "\");");
      return value;
    }
    String name = "v" + column.substring(1);
    code.line(field.type().getName() + " " + name + " = null;");
    code.open("if (!" + column + ".isNull(row))");
    code.line(name + " = " + value + ";");
    code.close();
    return name;
  }

  private static String value(RecordField field, Storage storage, String column) {
    String whole = column + (storage == Storage.INT ? ".ints()[row]" : ".longs()[row]");
    return switch (field.kind()) {
      case BOOLEAN -> boxed(field, "Boolean", column + ".bytes()[row] != 0");
      case BYTE, SHORT, INT -> boxed(field, "Integer", column + ".ints()[row]");
      case LONG -> boxed(field, "Long", "(long) " + whole);
      case UNSCALED -> boxed(field, "Long", "RecordValues.unscaled(" + column + ", row)");
      case FLOAT -> boxed(field, "Float", column + ".floats()[row]");
      case DOUBLE -> boxed(field, "Double", "(double) " + real(storage, column));
      case TEXT -> "RecordValues.text(" + column + ", row)";
      case ENUM -> constant(field, column);
      case DECIMAL -> "RecordValues.decimal(" + column + ", row)";
      case INSTANT -> "RecordValues.instant(" + whole + ")";
      case DATE_TIME -> "RecordValues.dateTime(" + whole + ")";
      case DATE -> "RecordValues.date(" + whole + ")";
      case TIME -> "RecordValues.time(" + whole + ")";
      case DURATION -> "RecordValues.duration(" + whole + ")";
    };
  }

  private static String real(Storage storage, String column) {
    return column + (storage == Storage.FLOAT ? ".floats()[row]" : ".doubles()[row]");
  }

  private static String constant(RecordField field, String column) {
    String type = field.type().getName();
    return "(" + type + ") RecordValues.constant(" + type + ".class, " + column + ", row)";
  }

  private static String boxed(RecordField field, String wrapper, String value) {
    return field.type().isPrimitive() ? value : wrapper + ".valueOf(" + value + ")";
  }
}

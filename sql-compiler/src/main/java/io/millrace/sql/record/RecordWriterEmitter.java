package io.millrace.sql.record;

import io.millrace.record.ColumnBinding;
import io.millrace.record.RecordField;
import io.millrace.sql.codegen.CodeWriter;
import java.util.List;

/** Writes the source of a {@link io.millrace.record.RecordWriter}. */
final class RecordWriterEmitter {
  private RecordWriterEmitter() {}

  static String source(Class<?> type, String className, List<ColumnBinding> columns) {
    CodeWriter code =
        RecordSource.open(
            className,
            "io.millrace.record.RecordWriter",
            "public void write(Object value, RecordBatch batch, int row)");
    code.line(type.getName() + " record = (" + type.getName() + ") value;");
    for (ColumnBinding column : columns) {
      emit(code, column);
    }
    return code.close().close().toString();
  }

  private static void emit(CodeWriter code, ColumnBinding binding) {
    String column = "c" + binding.index();
    code.line("ColumnVector " + column + " = batch.column(" + binding.index() + ");");
    RecordField field = binding.component();
    if (field == null) {
      code.line(column + ".setNull(row);");
      return;
    }
    if (field.type().isPrimitive()) {
      code.line(set(field, column, "record." + field.name() + "()"));
      return;
    }
    String value = "v" + binding.index();
    code.line(field.type().getName() + " " + value + " = record." + field.name() + "();");
    code.open("if (" + value + " != null)");
    code.line(set(field, column, value));
    code.reopen("else");
    code.line(
        binding.column().type().nullable()
            ? column + ".setNull(row);"
            : "throw RecordValues.missing(\"" + field.name() + "\");");
    code.close();
  }

  private static String set(RecordField field, String column, String value) {
    return switch (field.kind()) {
      case BOOLEAN -> array(column, "bytes", "(byte) (" + unboxed(field, value) + " ? 1 : 0)");
      case BYTE, SHORT, INT -> array(column, "ints", unboxed(field, value));
      case LONG, UNSCALED -> array(column, "longs", unboxed(field, value));
      case FLOAT -> array(column, "floats", unboxed(field, value));
      case DOUBLE -> array(column, "doubles", unboxed(field, value));
      case TEXT -> column + ".setText(row, " + value + ");";
      case ENUM -> column + ".setText(row, " + value + ".name());";
      case DECIMAL -> "RecordValues.setDecimal(" + column + ", row, " + value + ");";
      case INSTANT, DATE_TIME, DURATION ->
          array(column, "longs", "RecordValues.nanos(" + value + ")");
      case DATE -> array(column, "ints", "RecordValues.days(" + value + ")");
      case TIME -> array(column, "longs", value + ".toNanoOfDay()");
    };
  }

  private static String array(String column, String array, String value) {
    return column + "." + array + "()[row] = " + value + ";";
  }

  private static String unboxed(RecordField field, String value) {
    return field.type().isPrimitive() ? value : value + "." + primitive(field) + "Value()";
  }

  private static String primitive(RecordField field) {
    return switch (field.kind()) {
      case BOOLEAN -> "boolean";
      case BYTE, SHORT, INT -> "int";
      case FLOAT -> "float";
      case DOUBLE -> "double";
      default -> "long";
    };
  }
}

package io.millrace.sql.record;

import io.millrace.sql.codegen.CodeWriter;
import java.util.concurrent.atomic.AtomicLong;

/** The frame of a generated class. */
final class RecordSource {
  private static final AtomicLong MADE = new AtomicLong();

  private RecordSource() {}

  /** Such as {@code com.acme.Trade_Writer1}, in the package of the record; a name of its own. */
  static String newClassName(Class<?> type, String role) {
    return type.getName() + "_" + role + MADE.incrementAndGet();
  }

  /** Opens the class and its one method. */
  static CodeWriter open(String className, String contract, String method) {
    CodeWriter code = new CodeWriter();
    int dot = className.lastIndexOf('.');
    if (dot > 0) {
      code.line("package " + className.substring(0, dot) + ";").line("");
    }
    code.line("import io.millrace.batch.ColumnVector;")
        .line("import io.millrace.batch.RecordBatch;")
        .line("import io.millrace.record.RecordValues;")
        .line("");
    code.open("public final class " + className.substring(dot + 1) + " implements " + contract);
    return code.open(method);
  }
}

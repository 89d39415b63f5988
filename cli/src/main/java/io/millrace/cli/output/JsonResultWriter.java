package io.millrace.cli.output;

import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import io.millrace.batch.RowKind;
import io.millrace.type.DataType;
import io.millrace.type.Schema;
import io.millrace.type.TextBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One JSON object a line: {@code {"query": 1, "op": "+I", "row": {"order_id": 1, "total": 10.50}}}.
 *
 * <p>Numbers have all their digits, NULL is {@code null}, dates and times are ISO 8601 text. NaN
 * and the infinities, which JSON does not have, are text. Columns of the same name repeat their
 * key.
 */
public final class JsonResultWriter extends BufferedResultWriter {
  private final List<Keys> queries = new ArrayList<>();

  /** What stands before the operation and before each value. */
  private record Keys(byte[] start, byte[][] names) {}

  /** A writer to a stream that need not be buffered. */
  public JsonResultWriter(OutputStream out) {
    super(out);
  }

  @Override
  public void open(int query, Schema schema, boolean changelog) {
    while (queries.size() <= query) {
      queries.add(null);
    }
    byte[][] names = new byte[schema.size()][];
    TextBuffer key = new TextBuffer();
    for (int i = 0; i < names.length; i++) {
      key.clear();
      key.append(i == 0 ? "" : ", ");
      byte[] name = schema.column(i).name().getBytes(StandardCharsets.UTF_8);
      JsonText.appendQuoted(key, name, 0, name.length);
      key.append(": ");
      names[i] = key.toString().getBytes(StandardCharsets.UTF_8);
    }
    String start = "{\"query\": " + query + ", \"op\": \"";
    queries.set(query, new Keys(start.getBytes(StandardCharsets.UTF_8), names));
  }

  @Override
  public void write(int query, RecordBatch rows) throws IOException {
    Keys keys = queries.get(query);
    for (int row = 0; row < rows.rowCount(); row++) {
      writeRow(keys, rows, row);
      drainIfLarge();
    }
  }

  private void writeRow(Keys keys, RecordBatch rows, int row) {
    text.append(keys.start, 0, keys.start.length);
    text.append(RowKind.symbol(rows.kinds()[row])).append("\", \"row\": {");
    for (int i = 0; i < keys.names.length; i++) {
      text.append(keys.names[i], 0, keys.names[i].length);
      appendValue(rows.column(i), row);
    }
    text.append("}}\n");
  }

  private void appendValue(ColumnVector column, int row) {
    if (column.isNull(row)) {
      text.append("null");
      return;
    }
    DataType type = column.type();
    switch (type.kind()) {
      case VARCHAR ->
          JsonText.appendQuoted(text, column.text(), column.offsets()[row], column.lengths()[row]);
      case BOOLEAN, INTEGER, BIGINT, DECIMAL -> ValueText.append(text, column, row);
      case REAL -> appendNumber(Float.isFinite(column.floats()[row]), column, row);
      case DOUBLE -> appendNumber(Double.isFinite(column.doubles()[row]), column, row);
      default -> appendNumber(false, column, row);
    }
  }

  private void appendNumber(boolean bare, ColumnVector column, int row) {
    if (bare) {
      ValueText.append(text, column, row);
    } else {
      text.append('"');
      ValueText.append(text, column, row);
      text.append('"');
    }
  }
}

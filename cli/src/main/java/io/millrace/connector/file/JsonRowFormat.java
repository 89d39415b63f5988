package io.millrace.connector.file;

import io.millrace.batch.ColumnText;
import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import io.millrace.batch.RowKind;
import io.millrace.type.Schema;
import io.millrace.type.TextBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Rows as JSON objects, one a line. Numbers have all their digits, NULL is {@code null}, dates and
 * times are ISO 8601 text. NaN and the infinities, which JSON does not have, are text too. Columns
 * of the same name repeat their key.
 */
public final class JsonRowFormat implements RowFormat {
  private final byte[][] keys;
  private final byte[] start;
  private final byte[] behindKind;
  private final byte[] end;
  private final boolean hasKind;

  private JsonRowFormat(Schema schema, String start, String behindKind, String end) {
    this.keys = new byte[schema.size()][];
    this.hasKind = !behindKind.isEmpty();
    this.start = start.getBytes(StandardCharsets.US_ASCII);
    this.behindKind = behindKind.getBytes(StandardCharsets.US_ASCII);
    this.end = end.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < keys.length; i++) {
      byte[] name = schema.column(i).name().getBytes(StandardCharsets.UTF_8);
      TextBuffer key = new TextBuffer().append(i == 0 ? "" : ", ");
      JsonStrings.append(key, name, 0, name.length);
      keys[i] = key.append(": ").toString().getBytes(StandardCharsets.UTF_8);
    }
  }

  /**
   * Rows as plain objects: {@code {"a": 1, "b": "x"}}.
   *
   * @param schema names the columns
   * @param changelog whether the kind of the row comes first: {@code {"op": "+I", "a": 1}}
   */
  public static JsonRowFormat ofRows(Schema schema, boolean changelog) {
    if (!changelog) {
      return new JsonRowFormat(schema, "{", "", "}\n");
    }
    String behindKind = schema.size() == 0 ? "\"" : "\", ";
    return new JsonRowFormat(schema, "{\"op\": \"", behindKind, "}\n");
  }

  /**
   * Rows as results of a query: {@code {"query": 1, "op": "+I", "row": {"a": 1, "b": "x"}}}.
   *
   * @param schema names the columns
   * @param query the query's number
   */
  public static JsonRowFormat ofResults(Schema schema, int query) {
    String start = "{\"query\": " + query + ", \"op\": \"";
    return new JsonRowFormat(schema, start, "\", \"row\": {", "}}\n");
  }

  @Override
  public void appendHeader(TextBuffer out) {}

  @Override
  public void appendRow(TextBuffer out, RecordBatch rows, int row) {
    out.append(start, 0, start.length);
    if (hasKind) {
      out.append(RowKind.symbol(rows.kinds()[row])).append(behindKind, 0, behindKind.length);
    }
    for (int i = 0; i < keys.length; i++) {
      out.append(keys[i], 0, keys[i].length);
      appendValue(out, rows.column(i), row);
    }
    out.append(end, 0, end.length);
  }

  private static void appendValue(TextBuffer out, ColumnVector column, int row) {
    if (column.isNull(row)) {
      out.append("null");
      return;
    }
    boolean bare =
        switch (column.type().kind()) {
          case VARCHAR -> {
            JsonStrings.append(out, column.text(), column.offsets()[row], column.lengths()[row]);
            yield true;
          }
          case BOOLEAN, INTEGER, BIGINT, DECIMAL -> {
            ColumnText.append(out, column, row);
            yield true;
          }
          case REAL -> appendFinite(out, Float.isFinite(column.floats()[row]), column, row);
          case DOUBLE -> appendFinite(out, Double.isFinite(column.doubles()[row]), column, row);
          default -> false;
        };
    if (!bare) {
      out.append('"');
      ColumnText.append(out, column, row);
      out.append('"');
    }
  }

  private static boolean appendFinite(
      TextBuffer out, boolean finite, ColumnVector column, int row) {
    if (finite) {
      ColumnText.append(out, column, row);
    }
    return finite;
  }
}

package io.millrace.cli.output;

import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import io.millrace.batch.RowKind;
import io.millrace.type.Schema;
import io.millrace.type.TypeKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Comma-separated values. Each row starts with the number of its query and its operation.
 *
 * <p>A header {@code query,op,column,…} stands directly before the first row of each query: a line
 * whose first field is {@code query} names the columns of the query whose number starts the next
 * line. The header of a script with one query is there without rows, too. NULL is an empty field,
 * empty text is {@code ""}. Text is quoted if it holds a comma, a quote or a line break.
 */
public final class CsvResultWriter extends BufferedResultWriter {
  private final List<Shape> queries = new ArrayList<>();

  private static final class Shape {
    private final int query;
    private final Schema schema;
    private boolean headerDone;

    private Shape(int query, Schema schema) {
      this.query = query;
      this.schema = schema;
    }
  }

  /** A writer to a stream that need not be buffered. */
  public CsvResultWriter(OutputStream out) {
    super(out);
  }

  @Override
  public void open(int query, Schema schema, boolean changelog) {
    queries.add(new Shape(query, schema));
  }

  @Override
  public void write(int query, RecordBatch rows) throws IOException {
    Shape shape = shape(query);
    int columns = shape.schema.size();
    for (int row = 0; row < rows.rowCount(); row++) {
      if (!shape.headerDone) {
        writeHeader(shape);
      }
      text.append(Integer.toString(query)).append(',');
      text.append(RowKind.symbol(rows.kinds()[row]));
      for (int i = 0; i < columns; i++) {
        text.append(',');
        appendValue(rows.column(i), row);
      }
      text.append('\n');
      drainIfLarge();
    }
  }

  private Shape shape(int query) {
    for (Shape shape : queries) {
      if (shape.query == query) {
        return shape;
      }
    }
    throw new IllegalArgumentException("query was not opened: query=" + query);
  }

  private void writeHeader(Shape shape) {
    shape.headerDone = true;
    text.append("query,op");
    for (int i = 0; i < shape.schema.size(); i++) {
      text.append(',');
      byte[] name = shape.schema.column(i).name().getBytes(StandardCharsets.UTF_8);
      appendField(name, 0, name.length);
    }
    text.append('\n');
  }

  private void appendValue(ColumnVector column, int row) {
    if (column.isNull(row)) {
      return;
    }
    if (column.type().kind() == TypeKind.VARCHAR) {
      appendField(column.text(), column.offsets()[row], column.lengths()[row]);
    } else {
      ValueText.append(text, column, row);
    }
  }

  private void appendField(byte[] source, int offset, int length) {
    if (!needsQuotes(source, offset, length)) {
      text.append(source, offset, length);
      return;
    }
    text.append('"');
    for (int i = offset; i < offset + length; i++) {
      if (source[i] == '"') {
        text.append('"');
      }
      text.append((char) (source[i] & 0xff));
    }
    text.append('"');
  }

  private static boolean needsQuotes(byte[] source, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      byte b = source[i];
      if (b == ',' || b == '"' || b == '\n' || b == '\r') {
        return true;
      }
    }
    return length == 0;
  }

  @Override
  public void finish() throws IOException {
    if (queries.size() == 1 && !queries.get(0).headerDone) {
      writeHeader(queries.get(0));
    }
    super.finish();
  }
}

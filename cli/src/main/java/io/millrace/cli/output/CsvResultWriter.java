package io.millrace.cli.output;

import io.millrace.batch.RecordBatch;
import io.millrace.connector.file.CsvRowFormat;
import io.millrace.type.IntegerText;
import io.millrace.type.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * Comma-separated values. Each row starts with the number of its query and its operation; values as
 * in {@link CsvRowFormat}.
 *
 * <p>A header {@code query,op,column,…} stands directly before the first row of each query: a line
 * whose first field is {@code query} names the columns of the query whose number starts the next
 * line. The header of a script's only query is there without rows, too.
 */
public final class CsvResultWriter extends BufferedResultWriter {
  private final Map<Integer, Shape> queries = new HashMap<>();

  private static final class Shape {
    private final CsvRowFormat format;
    private boolean headerDone;

    private Shape(CsvRowFormat format) {
      this.format = format;
    }
  }

  /** A writer to a stream that need not be buffered. */
  public CsvResultWriter(OutputStream out) {
    super(out);
  }

  @Override
  public void open(int query, Schema schema, boolean changelog) {
    queries.put(query, new Shape(new CsvRowFormat(schema, true)));
  }

  @Override
  public void write(int query, RecordBatch rows) throws IOException {
    Shape shape = queries.get(query);
    if (!shape.headerDone && rows.rowCount() > 0) {
      writeHeader(shape);
    }
    for (int row = 0; row < rows.rowCount(); row++) {
      IntegerText.append(text, query);
      shape.format.appendRow(text.append(','), rows, row);
      drainIfLarge();
    }
  }

  private void writeHeader(Shape shape) {
    shape.headerDone = true;
    shape.format.appendHeader(text.append("query,"));
  }

  @Override
  public void finish() throws IOException {
    if (queries.size() == 1) {
      Shape only = queries.values().iterator().next();
      if (!only.headerDone) {
        writeHeader(only);
      }
    }
    super.finish();
  }
}

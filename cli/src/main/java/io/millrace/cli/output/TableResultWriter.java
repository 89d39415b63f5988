package io.millrace.cli.output;

import io.millrace.batch.RecordBatch;
import io.millrace.type.Schema;
import io.millrace.type.TextBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Aligned columns for people. Rows of a query are gathered and printed {@value #CHUNK_ROWS} at a
 * time, so that columns are as wide as what they hold; a later piece of the same query keeps the
 * widths, or starts with a new header if it needs wider ones.
 *
 * <p>Rows of several queries come query by query, not in the order in which they arrived. Numbers
 * are aligned to the right, NULL is shown as NULL. The operation is shown once a query had a row
 * other than an insert. Text is cut behind {@value TableChunk#MAX_CELL_WIDTH} characters and marked
 * with an ellipsis.
 */
public final class TableResultWriter extends BufferedResultWriter {
  /** Rows that are gathered before they are printed. */
  static final int CHUNK_ROWS = 1000;

  private final Map<Integer, TableChunk> queries = new TreeMap<>();
  private TableChunk last;

  /** A writer to a stream that need not be buffered. */
  public TableResultWriter(OutputStream out) {
    super(out);
  }

  /** The rows of one batch as lines of text, without a title. */
  public static List<String> lines(RecordBatch rows) {
    TableChunk chunk = new TableChunk(null, rows.schema(), false);
    for (int row = 0; row < rows.rowCount(); row++) {
      chunk.add(rows, row);
    }
    TextBuffer buffer = new TextBuffer();
    chunk.print(buffer, true);
    return buffer.toString().lines().toList();
  }

  @Override
  public void open(int query, Schema schema, boolean changelog) {
    queries.put(query, new TableChunk("query " + query, schema, changelog));
  }

  @Override
  public void write(int query, RecordBatch rows) throws IOException {
    TableChunk chunk = queries.get(query);
    for (int row = 0; row < rows.rowCount(); row++) {
      chunk.add(rows, row);
      if (chunk.rowCount() == CHUNK_ROWS) {
        print(chunk);
      }
    }
  }

  private void print(TableChunk chunk) throws IOException {
    if (last != null && last != chunk) {
      text.append('\n');
    }
    chunk.print(text, last != chunk);
    last = chunk;
    drain();
  }

  @Override
  public void quiet() throws IOException {
    for (TableChunk chunk : queries.values()) {
      if (chunk.rowCount() > 0) {
        print(chunk);
      }
    }
  }

  @Override
  public void finish() throws IOException {
    for (TableChunk chunk : queries.values()) {
      if (chunk.rowCount() > 0 || !chunk.wasPrinted()) {
        print(chunk);
      }
    }
  }
}

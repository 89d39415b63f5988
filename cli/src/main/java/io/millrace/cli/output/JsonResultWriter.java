package io.millrace.cli.output;

import io.millrace.batch.RecordBatch;
import io.millrace.connector.file.JsonRowFormat;
import io.millrace.type.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * One JSON object a line: {@code {"query": 1, "op": "+I", "row": {"order_id": 1, "total": 10.50}}};
 * values as in {@link JsonRowFormat}.
 */
public final class JsonResultWriter extends BufferedResultWriter {
  private final Map<Integer, JsonRowFormat> queries = new HashMap<>();

  /** A writer to a stream that need not be buffered. */
  public JsonResultWriter(OutputStream out) {
    super(out);
  }

  @Override
  public void open(int query, Schema schema, boolean changelog) {
    queries.put(query, JsonRowFormat.ofResults(schema, query));
  }

  @Override
  public void write(int query, RecordBatch rows) throws IOException {
    JsonRowFormat format = queries.get(query);
    for (int row = 0; row < rows.rowCount(); row++) {
      format.appendRow(text, rows, row);
      drainIfLarge();
    }
  }
}

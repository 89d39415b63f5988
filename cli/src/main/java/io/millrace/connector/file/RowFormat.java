package io.millrace.connector.file;

import io.millrace.batch.RecordBatch;
import io.millrace.type.TextBuffer;

/** Writes rows as lines of text, without allocating for a row. One thread at a time. */
public interface RowFormat {
  /** Appends what stands before the first row; may be nothing. */
  void appendHeader(TextBuffer out);

  /** Appends a row of a batch, whose columns correspond to the format's by position, as a line. */
  void appendRow(TextBuffer out, RecordBatch rows, int row);
}

package io.millrace.publish;

import io.millrace.batch.RecordBatch;

/** Rows that come in together, and can be appended to batches in any portions. */
interface RowSource {
  int rowCount();

  /** Appends copies of rows to a batch that has room for them. */
  void appendTo(RecordBatch target, int from, int count);
}

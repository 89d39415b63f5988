package io.millrace.cli.demo;

import io.millrace.batch.RecordBatch;

/** Keeps copies of the first rows of an answer, and counts all. One thread. */
final class FirstRows {
  private final int most;
  private RecordBatch rows;
  private long count;

  FirstRows(int most) {
    this.most = most;
  }

  /** Takes rows. */
  void accept(RecordBatch batch) {
    if (rows == null) {
      rows = new RecordBatch(batch.schema(), most);
    }
    for (int row = 0; row < batch.rowCount() && !rows.isFull(); row++) {
      rows.appendRow(batch, row);
    }
    count += batch.rowCount();
  }

  /** The first rows, or null if there was none. */
  RecordBatch rows() {
    return rows;
  }

  /** Rows in all. */
  long count() {
    return count;
  }
}

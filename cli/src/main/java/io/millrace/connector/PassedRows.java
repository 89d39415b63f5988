package io.millrace.connector;

import io.millrace.batch.RecordBatch;

/** Rows that are read and forgotten, because the reader has them already. */
public final class PassedRows {
  private static final int BATCH_ROWS = 1024;

  private PassedRows() {}

  /**
   * Reads up to {@code rows} rows and forgets them.
   *
   * @return how many there were; fewer only at the end of the input
   * @throws ConnectorException if one of them cannot be read
   */
  public static long read(Source source, long rows) {
    long passed = 0;
    RecordBatch scratch = null;
    while (passed < rows) {
      int wanted = (int) Math.min(BATCH_ROWS, rows - passed);
      if (scratch == null || scratch.capacity() > wanted) {
        scratch = new RecordBatch(source.schema(), wanted);
      }
      scratch.clear();
      if (!source.read(scratch)) {
        break;
      }
      passed += scratch.rowCount();
    }
    return passed;
  }
}

package io.millrace.cli.demo;

import io.millrace.batch.RecordBatch;

/**
 * Compares a query's rows, one after another, with what a plain loop over the orders says. Exact:
 * every expected row must come once, and nothing else; rows of one key must come in their order,
 * rows of different keys may come in any. One thread.
 */
abstract class AnswerCheck {
  private long rowCount;
  private String mismatch;

  /** Compares all rows of a batch. */
  final void accept(RecordBatch rows) {
    for (int row = 0; row < rows.rowCount() && mismatch == null; row++) {
      mismatch = compare(rows, row);
    }
    rowCount += rows.rowCount();
  }

  /** Rows that came. */
  final long rowCount() {
    return rowCount;
  }

  /** What is wrong with a row, or null. */
  abstract String compare(RecordBatch rows, int row);

  /** Number of rows that must come. */
  abstract long expectedRows();

  /** What is wrong with the answer as a whole, or null if it is right. To be asked at the end. */
  final String mismatch() {
    if (mismatch == null && rowCount != expectedRows()) {
      return "rows are missing: expected=" + expectedRows() + ", came=" + rowCount;
    }
    return mismatch;
  }

  /** The value of a BIGINT, INTEGER, TIMESTAMP or DECIMAL column as a long, unscaled. */
  static long number(RecordBatch rows, int column, int row) {
    var values = rows.column(column);
    if (values.isNull(row)) {
      throw new IllegalStateException("NULL in a demo answer: column=" + column);
    }
    if (values.ints() != null) {
      return values.ints()[row];
    }
    long low = values.longs()[row];
    if (values.highs() != null && values.highs()[row] != low >> (Long.SIZE - 1)) {
      throw new IllegalStateException("number too large in a demo answer: column=" + column);
    }
    return low;
  }

  /** Text for a wrong value. */
  static String wrong(String what, long key, long expected, long came) {
    return "wrong " + what + ": key=" + key + ", expected=" + expected + ", came=" + came;
  }
}

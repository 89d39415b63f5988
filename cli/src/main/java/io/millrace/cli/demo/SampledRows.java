package io.millrace.cli.demo;

import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import java.util.Arrays;

/**
 * Keeps copies of some rows of an answer, evenly spread and the last among them, and the numbers of
 * its last column. One thread.
 */
final class SampledRows {
  private final long expectedRows;
  private final int most;
  private RecordBatch rows;
  private double[] numbers = new double[1024];
  private int count;

  /** Keeps {@code most} of {@code expectedRows} rows. */
  SampledRows(long expectedRows, int most) {
    this.expectedRows = expectedRows;
    this.most = most;
  }

  /** Takes rows. */
  void accept(RecordBatch batch) {
    if (rows == null) {
      rows = new RecordBatch(batch.schema(), most);
    }
    ColumnVector last = batch.column(batch.schema().size() - 1);
    double unit = Math.pow(10, last.type().scale());
    for (int row = 0; row < batch.rowCount(); row++) {
      if (count == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * count);
      }
      numbers[count++] = last.longs()[row] / unit;
      if (!rows.isFull() && count >= (rows.rowCount() + 1) * expectedRows / most) {
        rows.appendRow(batch, row);
      }
    }
  }

  /** The kept rows, or null if there was none. */
  RecordBatch rows() {
    return rows;
  }

  /** The numbers of all rows. */
  double[] numbers() {
    return Arrays.copyOf(numbers, count);
  }

  /** Rows in all. */
  int count() {
    return count;
  }
}

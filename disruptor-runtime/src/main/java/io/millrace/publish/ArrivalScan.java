package io.millrace.publish;

import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import io.millrace.query.WatermarkSpec;

/**
 * Moves a publisher's watermark over the rows of a batch in their order, and marks those that are
 * behind it. Rows that ascend, or lie above the final watermark, cost a pass that the JIT compiler
 * vectorises; others a branch each. One thread.
 */
final class ArrivalScan {
  private final WatermarkSpec spec;
  private long maxEventTimeNs = Long.MIN_VALUE;
  private long ownNs;

  ArrivalScan(WatermarkSpec spec, long startNs) {
    this.spec = spec;
    this.ownNs = startNs;
  }

  /** Watermark behind all rows scanned. */
  long ownNs() {
    return ownNs;
  }

  /** Moves the watermark without a row. */
  void advance(long watermarkNs) {
    ownNs = Math.max(ownNs, watermarkNs);
  }

  /**
   * Scans a batch.
   *
   * @param othersNs watermark of the stream's other publishers
   */
  void scan(RecordBatch batch, long othersNs) {
    int rows = batch.rowCount();
    if (spec == null || rows == 0) {
      return;
    }
    ColumnVector column = batch.column(spec.column());
    long[] times = column.longs();
    if (!column.hasNull(rows)
        && (times[0] >= Math.min(ownNs, othersNs) && column.isAscending(rows))) {
      see(times[rows - 1]);
      batch.markAscending(spec.column());
    } else {
      scanRows(batch, column, rows, othersNs);
    }
  }

  private void see(long eventTimeNs) {
    if (eventTimeNs > maxEventTimeNs) {
      maxEventTimeNs = eventTimeNs;
      ownNs = Math.max(ownNs, spec.watermark(eventTimeNs));
    }
  }

  private void scanRows(RecordBatch batch, ColumnVector column, int rows, long othersNs) {
    long[] times = column.longs();
    for (int row = 0; row < rows; row++) {
      if (column.isNull(row)) {
        continue;
      }
      long watermarkNs = Math.min(ownNs, othersNs);
      if (times[row] < watermarkNs) {
        batch.markBehind(row, watermarkNs);
      }
      see(times[row]);
    }
  }
}

package io.millrace.corpus;

import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import io.millrace.query.WatermarkSpec;

/** The watermark of a stream, moved row by row: what publishers do, done plainly. */
final class ArrivalClock {
  private final WatermarkSpec spec;
  private long watermarkNs = WatermarkSpec.NONE;

  ArrivalClock(WatermarkSpec spec) {
    this.spec = spec;
  }

  long watermarkNs() {
    return watermarkNs;
  }

  /** Marks the row if it is behind the watermark, then moves the watermark. */
  void arrive(RecordBatch batch, int row) {
    if (spec == null) {
      return;
    }
    ColumnVector times = batch.column(spec.column());
    if (times.isNull(row)) {
      return;
    }
    long time = times.longs()[row];
    if (time < watermarkNs) {
      batch.markBehind(row, watermarkNs);
    }
    watermarkNs = Math.max(watermarkNs, spec.watermark(time));
  }
}

package io.millrace.perf.analysis;

import io.millrace.batch.RecordBatch;

/** One engine that all reader threads of a pass call at the same time. */
interface SharedEngine {
  /** Shares an engine of row maps; each thread makes the maps of its own rows. */
  static SharedEngine of(RowMapEngine engine) {
    return new SharedEngine() {
      @Override
      public void onRow(RecordBatch batch, int row, ResultRows results) {
        engine.onRow(RowMap.of(batch, row), results);
      }

      @Override
      public void onWatermark(long timeNs, ResultRows results) {
        engine.onWatermark(timeNs, results);
      }

      @Override
      public void onEndOfInput(ResultRows results) {
        engine.onEndOfInput(results);
      }
    };
  }

  /** Takes a row; any thread. */
  void onRow(RecordBatch batch, int row, ResultRows results);

  /** Takes the minimum of the readers' watermarks; any thread. */
  void onWatermark(long timeNs, ResultRows results);

  /** Takes the end of input, after all readers; one thread. */
  void onEndOfInput(ResultRows results);
}

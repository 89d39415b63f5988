package io.millrace.engine;

import io.millrace.batch.RecordBatch;

/** Takes single rows that leave the normal path, on the engine's thread. */
@FunctionalInterface
public interface RowSink {
  /** Discards every row. */
  RowSink NONE = (batch, row, reason) -> {};

  /**
   * Takes a row.
   *
   * @param batch holds the row, in the input schema; valid during the call
   * @param row its index
   * @param reason why it comes here; a constant or a message with values
   */
  void accept(RecordBatch batch, int row, String reason);
}

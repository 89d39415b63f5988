package io.millrace.engine;

import io.millrace.batch.RecordBatch;

/** A row that a query cannot process, such as an overflow or a division by zero. */
public final class RowFailureException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient RecordBatch batch;
  private final int row;

  /**
   * A failure of one row.
   *
   * @param batch holds the row; valid until the engine is called again
   * @param row its index in the batch
   * @param cause what went wrong
   */
  public RowFailureException(RecordBatch batch, int row, RuntimeException cause) {
    super(cause.getMessage(), cause);
    this.batch = batch;
    this.row = row;
  }

  /** The batch that holds the row. */
  public RecordBatch batch() {
    return batch;
  }

  /** The row's index in its batch. */
  public int row() {
    return row;
  }
}

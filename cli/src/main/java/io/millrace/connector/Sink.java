package io.millrace.connector;

import io.millrace.batch.RecordBatch;

/**
 * Takes the result rows that are inserted into a stream. One thread at a time.
 *
 * <p>Order of calls: {@link #write} any number of times, {@link #finish} once if all went well,
 * {@link #close} in any case. Closing without finishing discards what can still be discarded: a
 * file that was not finished never appears under its name.
 */
public interface Sink extends AutoCloseable {
  /**
   * Writes all rows of a batch, whose columns correspond to the stream's by position. The batch is
   * the caller's again afterwards. Does not allocate for each row, unless the connector says so.
   *
   * @throws ConnectorException if they cannot be written; the sink must then be closed
   */
  void write(RecordBatch rows);

  /** Hands on what is still in a buffer, so that a reader sees it; may do nothing. */
  default void flush() {}

  /**
   * Completes the output and makes it visible; nothing can be written afterwards.
   *
   * @throws ConnectorException if that fails
   */
  void finish();

  /** Rows written so far. */
  long rowsWritten();

  /** Gives back files and memory. Can be called more than once. */
  @Override
  void close();
}

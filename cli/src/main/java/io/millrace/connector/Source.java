package io.millrace.connector;

import io.millrace.batch.RecordBatch;

/**
 * Rows of a stream from outside, read from the first to the last. One thread at a time, except for
 * the counters, which another thread may read for progress and which may then be a little behind.
 */
public interface Source extends AutoCloseable {
  /** Answer of {@link #totalBytes()} and {@link #totalRows()} where nobody knows. */
  long UNKNOWN = -1;

  /**
   * Appends rows to the batch, whose schema is the stream's, behind the rows that it holds. Stops
   * when the batch is full, and earlier where the input pauses or a row cannot be read: the rows
   * before that row are delivered first, and the next call throws. Blocks until there is at least
   * one row or the end. Does not allocate for each row, unless the connector says so.
   *
   * @param batch a batch that is not full
   * @return whether any row was appended; false means that the input is at its end
   * @throws ConnectorException if the next row cannot be read; every later call throws it again
   */
  boolean read(RecordBatch batch);

  /** Rows delivered so far. */
  long rowsRead();

  /** Rows that were malformed and passed over so far. */
  default long rowsSkipped() {
    return 0;
  }

  /** Bytes taken from the input so far, as stored (compressed bytes of a compressed file). */
  default long bytesRead() {
    return 0;
  }

  /** Size of the input in the bytes that {@link #bytesRead} counts, or {@link #UNKNOWN}. */
  default long totalBytes() {
    return UNKNOWN;
  }

  /** Rows that the input will have delivered at its end, or {@link #UNKNOWN}. */
  default long totalRows() {
    return UNKNOWN;
  }

  /** Gives back files and memory. Can be called at any point and more than once. */
  @Override
  void close();
}

package io.millrace.connector;

import io.millrace.batch.RecordBatch;
import io.millrace.type.Schema;

/**
 * Rows of a stream from outside, read from the first to the last. One thread at a time, except for
 * the counters, which another thread may read for progress and which may then be a little behind.
 *
 * <p>A reader that comes back after its process has ended opens the source again and calls {@link
 * #resume} before the first {@link #read}: then the rows follow that it does not have yet. What it
 * must keep for that is the number of rows that it has, and a {@link #mark} with the number of rows
 * before it.
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

  /** The columns of the rows, those of the stream. */
  Schema schema();

  /**
   * The position in the input behind the rows delivered so far, to be given to {@link #resume} of a
   * later source of the same input; 0 if there is none, which means its beginning. Costs no more
   * than a few loads; to be called between two reads, by the thread that reads.
   */
  default long mark() {
    return 0;
  }

  /**
   * Goes on behind the first {@code rows} rows of the input, which are not delivered. To be called
   * once, before the first read. The source goes to {@code mark} and reads and forgets the {@code
   * rows - markRows} rows that follow it; one that has no marks reads and forgets all {@code rows}.
   * What is passed over counts as read.
   *
   * @param rows how many rows the reader has already
   * @param mark what {@link #mark} gave when {@code markRows} rows had been delivered
   * @param markRows at most {@code rows}
   * @throws ConnectorException if the input has fewer rows than that, is seen not to be what it
   *     was, or cannot be read
   */
  default void resume(long rows, long mark, long markRows) {
    long found = PassedRows.read(this, rows);
    if (found < rows) {
      throw new ConnectorException(
          "input has fewer rows than before: rows="
              + found
              + ", read before="
              + rows
              + "; bring it back as it was, or start anew");
    }
  }

  /** Rows delivered so far, and those before them that {@link #resume} has passed over. */
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

package io.millrace.connector.file;

import io.millrace.batch.RecordBatch;

/** Turns the bytes of a window into rows, one record at a time. Mutable; one thread. */
interface RowDecoder {
  /** A row was written; its record goes up to {@link #next()}. */
  int ROW = 0;

  /** The record up to {@link #next()} holds no row, such as an empty line. */
  int NOTHING = 1;

  /** The record does not end within the window: read more and call again. */
  int INCOMPLETE = 2;

  /** The record up to {@link #next()} is malformed, as {@link #fault()} says. */
  int MALFORMED = 3;

  /** It is not clear where the record ends; {@link #fault()} says why. Go on at the next line. */
  int BROKEN = 4;

  /** There is no further record. */
  int END = 5;

  /**
   * Reads what stands before the first row.
   *
   * @return the index behind it, or -1 if it is not complete yet
   */
  int readHeader(ByteWindow window);

  /**
   * Reads the record at the start of the window, without consuming it, into a row of the batch. If
   * the result is not {@link #ROW}, parts of the row may be written all the same.
   */
  int decode(ByteWindow window, RecordBatch batch, int row);

  /** Index behind the record and its line break. */
  int next();

  /** Index behind the record without its line break. */
  int contentEnd();

  /** Line breaks from the start of the record to {@link #next()}. */
  int lineFeeds();

  /** What is wrong with the record; changes with the next call. */
  LineFault fault();
}

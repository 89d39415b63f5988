package io.millrace.window;

import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;

/**
 * Arithmetic of tumbling windows: half open, aligned to the epoch plus an offset, in nanoseconds.
 */
public final class Tumbling {
  /** How far {@link #endOfRun} looks ahead row by row. */
  static final int MOST_ROWS = 256;

  private Tumbling() {}

  /**
   * Start of the window that an event time falls into, before the epoch too.
   *
   * @param offsetNs shift of all windows, at least 0 and less than the size
   * @throws ArithmeticException if the window starts or ends outside the range of TIMESTAMP
   */
  public static long start(long eventTimeNs, long sizeNs, long offsetNs) {
    if (eventTimeNs < Long.MIN_VALUE + sizeNs + offsetNs || eventTimeNs > Long.MAX_VALUE - sizeNs) {
      throw outOfRange(eventTimeNs, sizeNs);
    }
    return eventTimeNs - Math.floorMod(eventTimeNs - offsetNs, sizeNs);
  }

  /**
   * First of some rows of a batch, or their end, that does not go into the window from {@code
   * startNs} to {@code endNs}: it lies outside, has no event time, or comes too late for it. Looks
   * at no more than {@link #MOST_ROWS} rows where order is not known.
   *
   * @param column the event time
   * @param toRow larger than {@code fromRow}
   */
  public static int endOfRun(
      RecordBatch batch, int column, int fromRow, int toRow, long startNs, long endNs) {
    long[] times = batch.column(column).longs();
    if (batch.hasRowsBehind() || !batch.isAscending(column)) {
      return scan(batch, column, fromRow, Math.min(toRow, fromRow + MOST_ROWS), startNs, endNs);
    }
    if (times[fromRow] < startNs || times[fromRow] >= endNs) {
      return fromRow;
    }
    if (times[toRow - 1] < endNs) {
      return toRow;
    }
    int below = fromRow;
    int beyond = toRow - 1;
    while (beyond - below > 1) {
      int middle = (below + beyond) >>> 1;
      if (times[middle] < endNs) {
        below = middle;
      } else {
        beyond = middle;
      }
    }
    return beyond;
  }

  private static int scan(
      RecordBatch batch, int column, int fromRow, int toRow, long startNs, long endNs) {
    ColumnVector vector = batch.column(column);
    long[] times = vector.longs();
    boolean behind = batch.hasRowsBehind();
    int row = fromRow;
    while (row < toRow
        && times[row] >= startNs
        && times[row] < endNs
        && !vector.isNull(row)
        && !(behind && endNs <= batch.arrivalWatermark(row))) {
      row++;
    }
    return row;
  }

  /** Like {@link #endOfRun} of the rows of a batch whose indices stand in {@code rows}. */
  public static int endOfRun(
      RecordBatch batch, int[] rows, int column, int fromRow, int toRow, long startNs, long endNs) {
    long[] times = batch.column(column).longs();
    if (batch.hasRowsBehind() || !batch.isAscending(column)) {
      int limit = Math.min(toRow, fromRow + MOST_ROWS);
      int at = fromRow;
      while (at < limit && scan(batch, column, rows[at], rows[at] + 1, startNs, endNs) > rows[at]) {
        at++;
      }
      return at;
    }
    if (times[rows[fromRow]] < startNs || times[rows[fromRow]] >= endNs) {
      return fromRow;
    }
    int below = fromRow;
    int beyond = toRow;
    while (beyond - below > 1) {
      int middle = (below + beyond) >>> 1;
      if (times[rows[middle]] < endNs) {
        below = middle;
      } else {
        beyond = middle;
      }
    }
    return beyond;
  }

  private static ArithmeticException outOfRange(long eventTimeNs, long sizeNs) {
    return new ArithmeticException(
        "window outside the range of TIMESTAMP: eventTimeNs="
            + eventTimeNs
            + ", sizeNs="
            + sizeNs
            + "; event times must lie a window inside 1677-09-21 to 2262-04-11");
  }
}

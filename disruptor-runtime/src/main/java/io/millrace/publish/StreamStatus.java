package io.millrace.publish;

import io.millrace.OverloadPolicy;

/**
 * What became of the rows of a stream so far, over all its publishers, those that are closed
 * included. Figures of publishers at work may be a moment old and a moment apart.
 *
 * @param stream its name
 * @param overload what becomes of rows while the rings are full
 * @param publishers publishers that are open
 * @param acceptedRows rows that got in; some may have been dropped or conflated later
 * @param publishedRows rows that have a sequence: they are or will be processed
 * @param droppedRows under DROP_NEWEST rows that did not get in, under DROP_OLDEST rows that did
 * @param conflatedRows rows that were left out for newer ones of their key
 * @param refusedRows rows that did not get in under FAIL_FAST; the publisher may have come again
 */
public record StreamStatus(
    String stream,
    OverloadPolicy overload,
    int publishers,
    long acceptedRows,
    long publishedRows,
    long droppedRows,
    long conflatedRows,
    long refusedRows) {

  /** Rows that wait at their publishers. */
  public long waitingRows() {
    long droppedLater = overload == OverloadPolicy.DROP_OLDEST ? droppedRows : 0;
    return Math.max(0, acceptedRows - publishedRows - droppedLater - conflatedRows);
  }
}

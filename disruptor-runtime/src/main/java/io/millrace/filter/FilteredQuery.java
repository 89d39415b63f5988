package io.millrace.filter;

import io.millrace.batch.RecordBatch;

/** A query whose rows an index finds. One thread. */
public interface FilteredQuery {
  /** Decides which of several queries gets its rows first. */
  int number();

  /**
   * Takes the rows of a batch that can concern it: all that do, and perhaps some that do not.
   *
   * @param rows their indices, ascending; valid during the call
   * @param count how many of these count, at least 1
   */
  void onRows(RecordBatch batch, int[] rows, int count, long watermarkNs, long atSequence);
}

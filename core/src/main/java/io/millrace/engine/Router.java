package io.millrace.engine;

import io.millrace.batch.RecordBatch;

/** Computes where rows go by their key. Has scratch state: one thread. */
@FunctionalInterface
public interface Router {
  /**
   * Computes the key group of each row of a batch; see {@link KeyGroups}. A row whose key cannot be
   * computed gets group 0, where its engine fails on it in turn.
   *
   * @param batch rows in the stream's schema
   * @param keyGroups receives the group of row i at index i
   */
  void route(RecordBatch batch, byte[] keyGroups);
}

package io.millrace.engine;

import io.millrace.batch.RecordBatch;

/** Tells by their key which rows go where. Has scratch state: one thread. */
@FunctionalInterface
public interface Router {
  /**
   * Lists the rows of a batch whose key group (see {@link KeyGroups}) is at least {@code
   * firstGroup} and below {@code endGroup}. A row whose key cannot be computed counts as of group
   * 0, where its engine fails on it in turn.
   *
   * <p>The cost of a row does not depend on whether it is listed.
   *
   * @param batch rows in the stream's schema
   * @param rows receives the indices of those rows, ascending; at least as long as the batch
   * @return how many there are
   */
  int select(RecordBatch batch, int firstGroup, int endGroup, int[] rows);
}

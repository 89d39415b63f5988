package io.millrace.engine;

import io.millrace.batch.RecordBatch;

/** Takes rows and groups that the query cannot use, on the engine's thread. */
@FunctionalInterface
public interface RefusalSink extends RowSink {
  /** Discards every row; a group that fails ends the call that emits it. */
  RefusalSink NONE = (batch, row, reason) -> {};

  @Override
  void accept(RecordBatch batch, int row, String reason);

  /**
   * Takes a group whose result cannot be computed. If this returns, the engine goes on with the
   * next group; without an implementation it throws.
   *
   * @param group its keys and the start of its window, such as {@code k=1, window_start=…}
   * @throws GroupFailureException if the engine must not go on
   */
  default void acceptGroup(String group, RuntimeException cause) {
    throw new GroupFailureException(group, cause);
  }
}

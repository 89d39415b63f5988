package io.millrace.ring;

import io.millrace.engine.SnapshotReader;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Copies of a query's state on all partitions, as of one sequence. Filled by the partitions'
 * threads, each with its own; read by who has asked, once {@link #isComplete}.
 */
public final class StateRequest {
  private final StateCopy[] copies;
  private final AtomicInteger open;
  private volatile RuntimeException failure;
  private volatile long sequence;

  StateRequest(int partitions) {
    copies = new StateCopy[partitions];
    open = new AtomicInteger(partitions);
  }

  /** On a partition's thread. */
  void take(int partition, QueryTask task, long at) {
    try {
      if (task != null && task.computation() != null && !task.computation().isClosed()) {
        StateCopy copy = new StateCopy();
        task.computation().snapshot(copy);
        copies[partition] = copy;
      }
    } catch (RuntimeException e) {
      failure = e;
    } finally {
      sequence = at;
      open.decrementAndGet();
    }
  }

  /** Whether all partitions have answered. */
  public boolean isComplete() {
    return open.get() == 0;
  }

  /** The sequence as of which the state is. */
  public long sequence() {
    return sequence;
  }

  /** Number of partitions. */
  public int partitions() {
    return copies.length;
  }

  /**
   * The state of a partition, to be read once; null if the query has none there.
   *
   * @throws RuntimeException if it could not be copied
   */
  public SnapshotReader state(int partition) {
    if (failure != null) {
      throw failure;
    }
    return copies[partition];
  }
}

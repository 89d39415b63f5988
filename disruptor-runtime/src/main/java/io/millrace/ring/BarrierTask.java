package io.millrace.ring;

import io.millrace.engine.SnapshotWriter;

/**
 * What is to be done when a checkpoint's barrier passes through a ring. Each partition calls it
 * once, on its thread; the delivering thread once, where there is one.
 */
public interface BarrierTask {
  /**
   * Where a partition writes its state to. What it throws makes the checkpoint fail, and nothing
   * else.
   */
  SnapshotWriter state(Pipeline pipeline, int partition);

  /**
   * Told that a partition has written its state, or why it could not.
   *
   * @param state where it wrote to; null if it could not begin
   * @param startNs when it began, by {@link System#nanoTime}
   */
  void partitionDone(
      Pipeline pipeline, int partition, SnapshotWriter state, long startNs, Throwable failure);

  /** Told that all output of all sequences up to that of the barrier was delivered. */
  void delivered(Pipeline pipeline, long sequence);
}

package io.millrace.perf.loop;

import io.millrace.batch.RecordBatch;

/** A loop for one scenario, with the state of one pass. */
interface ScenarioLoop {
  /** Takes a batch, as it would arrive; writes what it causes and flushes it. */
  void onBatch(RecordBatch batch, LoopOutput out);

  /** Writes what is due at the end of input. */
  default void onEnd(LoopOutput out) {}
}

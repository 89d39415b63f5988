package io.millrace.engine;

import io.millrace.batch.RecordBatch;

/** Takes the output batches of one engine, on the engine's thread. */
@FunctionalInterface
public interface OutputSink {
  /**
   * Takes a batch of output and gives back an empty batch of the same schema and capacity to fill
   * next, which may be the same one. May block until there is one.
   */
  RecordBatch exchange(RecordBatch output);
}

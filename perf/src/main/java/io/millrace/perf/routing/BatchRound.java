package io.millrace.perf.routing;

import io.millrace.batch.RecordBatch;

/** As many batches as a ring holds, used in turns. */
final class BatchRound {
  /** How many there are; a power of two. */
  static final int BATCHES = 32;

  private final RecordBatch[] batches = new RecordBatch[BATCHES];
  private int used;

  /** Batches of the schema and capacity of another. */
  BatchRound(RecordBatch like) {
    for (int i = 0; i < BATCHES; i++) {
      batches[i] = new RecordBatch(like.schema(), like.capacity());
    }
  }

  /** The next batch, empty. */
  RecordBatch next() {
    RecordBatch batch = batches[used++ & (BATCHES - 1)];
    batch.clear();
    return batch;
  }
}

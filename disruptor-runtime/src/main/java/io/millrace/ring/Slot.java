package io.millrace.ring;

import io.millrace.batch.RecordBatch;

/** A place in the ring: a batch that is used again and again, and sometimes a control event. */
final class Slot {
  RecordBatch batch;
  PartitionBits bits;
  ControlEvent control;

  /** With bits that divide rows by key, or null where batches go to a partition each. */
  Slot(RecordBatch batch, PartitionBits bits) {
    this.batch = batch;
    this.bits = bits;
  }
}

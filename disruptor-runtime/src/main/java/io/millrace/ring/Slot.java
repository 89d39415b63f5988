package io.millrace.ring;

import io.millrace.batch.RecordBatch;

/** A place in the ring: a batch that is used again and again, and sometimes a control event. */
final class Slot {
  RecordBatch batch;
  ControlEvent control;

  Slot(RecordBatch batch) {
    this.batch = batch;
  }
}

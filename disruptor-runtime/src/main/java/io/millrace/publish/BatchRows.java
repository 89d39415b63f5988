package io.millrace.publish;

import io.millrace.batch.RecordBatch;

/** The rows of a batch; one object for all batches of a publisher. */
final class BatchRows implements RowSource {
  private RecordBatch batch;

  BatchRows of(RecordBatch newBatch) {
    batch = newBatch;
    return this;
  }

  @Override
  public int rowCount() {
    return batch.rowCount();
  }

  @Override
  public void appendTo(RecordBatch target, int from, int count) {
    target.appendRange(batch, from, count);
  }
}

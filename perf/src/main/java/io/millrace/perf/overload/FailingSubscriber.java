package io.millrace.perf.overload;

import io.millrace.batch.RecordBatch;
import io.millrace.output.Subscriber;

/** Throws at its tenth batch. */
final class FailingSubscriber implements Subscriber {
  private static final int GOOD = 9;

  private int batches;

  @Override
  public void onRows(RecordBatch rows, int partition, long sequence) {
    if (++batches > GOOD) {
      throw new IllegalStateException("subscriber fails on purpose: batches=" + batches);
    }
  }
}

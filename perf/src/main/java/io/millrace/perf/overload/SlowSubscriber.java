package io.millrace.perf.overload;

import io.millrace.batch.RecordBatch;
import io.millrace.output.Subscriber;
import java.util.concurrent.locks.LockSupport;

/** Takes a millisecond for some of its batches, as one that writes to somewhere does. */
final class SlowSubscriber implements Subscriber {
  private static final int EACH = 64;
  private static final long TIME_NS = 1_000_000;

  private int batches;

  @Override
  public void onRows(RecordBatch rows, int partition, long sequence) {
    if (++batches % EACH == 0) {
      LockSupport.parkNanos(TIME_NS);
    }
  }
}

package io.millrace.overload;

import io.millrace.batch.RecordBatch;
import io.millrace.output.Subscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Waits with each batch while it is shut; then remembers one column of its rows. */
final class Gate implements Subscriber, AutoCloseable {
  private final List<Long> values = new ArrayList<>();
  private final int column;
  private volatile CountDownLatch open = new CountDownLatch(1);

  /** A gate that is shut and remembers the BIGINT values of a column. */
  Gate(int column) {
    this.column = column;
  }

  @Override
  public void onRows(RecordBatch rows, int partition, long sequence) {
    try {
      open.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (values) {
      for (int row = 0; row < rows.rowCount(); row++) {
        values.add(rows.column(column).longs()[row]);
      }
    }
  }

  /** What came through. */
  List<Long> values() {
    synchronized (values) {
      return List.copyOf(values);
    }
  }

  void open() {
    open.countDown();
  }

  /** Shuts it again, once nothing is on its way. */
  void shut() {
    open = new CountDownLatch(1);
  }

  @Override
  public void close() {
    open();
  }
}

package io.millrace.output;

import io.millrace.batch.RecordBatch;
import java.util.Arrays;

/** Shows rows one at a time, with a view for each partition, as each may have its own thread. */
final class RowViews implements Subscriber {
  private final RowSubscriber subscriber;
  private volatile Row[] views = {new Row()};

  RowViews(RowSubscriber subscriber) {
    this.subscriber = subscriber;
  }

  @Override
  public void onRows(RecordBatch rows, int partition, long sequence) {
    Row[] existing = views;
    Row row = partition < existing.length ? existing[partition] : add(partition);
    for (int i = 0; i < rows.rowCount(); i++) {
      subscriber.onRow(row.wrap(rows, i));
    }
  }

  private synchronized Row add(int partition) {
    int size = views.length;
    if (partition >= size) {
      Row[] more = Arrays.copyOf(views, partition + 1);
      Arrays.setAll(more, i -> i < size ? more[i] : new Row());
      views = more;
    }
    return views[partition];
  }
}

package io.millrace.output;

import io.millrace.batch.RecordBatch;

/** A subscriber that takes one row at a time, as a view that is valid during the call. */
@FunctionalInterface
public interface RowSubscriber {
  /** Takes a row. */
  void onRow(Row row);

  /** This as a subscriber for ordered delivery, which uses one row view; or for one partition. */
  default Subscriber toSubscriber() {
    Row row = new Row();
    return (RecordBatch rows, int partition, long sequence) -> {
      for (int i = 0; i < rows.rowCount(); i++) {
        onRow(row.wrap(rows, i));
      }
    };
  }
}

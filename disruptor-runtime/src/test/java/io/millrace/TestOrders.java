package io.millrace;

import io.millrace.batch.RecordBatch;
import io.millrace.batch.RowKind;
import io.millrace.output.QueryFailedException;
import io.millrace.output.Row;
import io.millrace.output.Subscriber;
import io.millrace.publish.StreamPublisher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A stream of orders, and a subscriber that remembers everything, for tests. */
final class TestOrders {
  static final String DDL =
      "CREATE STREAM orders (order_id BIGINT NOT NULL, customer_id BIGINT, amount BIGINT,"
          + " event_time TIMESTAMP(3), WATERMARK FOR event_time AS event_time - INTERVAL '2' SECOND)";
  static final long SECOND_NS = 1_000_000_000L;

  private TestOrders() {}

  /** Publishes one order whose event time is given in seconds. */
  static int publish(StreamPublisher orders, long id, long customer, long amount, long seconds) {
    return orders
        .row()
        .setLong(0, id)
        .setLong(1, customer)
        .setLong(2, amount)
        .setLong(3, seconds * SECOND_NS)
        .end();
  }

  /** Rows as text in order of delivery, late rows, dead letters and what else is told. */
  static class Collected implements Subscriber {
    final List<String> rows = Collections.synchronizedList(new ArrayList<>());
    final List<Long> late = Collections.synchronizedList(new ArrayList<>());
    final List<String> deadLetters = Collections.synchronizedList(new ArrayList<>());
    final List<String> failedGroups = Collections.synchronizedList(new ArrayList<>());
    final List<QueryFailedException> failures = Collections.synchronizedList(new ArrayList<>());
    final List<String> completions = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void onRows(RecordBatch batch, int partition, long sequence) {
      Row row = new Row();
      for (int i = 0; i < batch.rowCount(); i++) {
        row.wrap(batch, i);
        StringBuilder text = new StringBuilder(RowKind.symbol(row.kind()));
        for (int column = 0; column < row.size(); column++) {
          text.append(' ').append(row.isNull(column) ? "null" : row.getLong(column));
        }
        rows.add(text.toString());
      }
    }

    @Override
    public void onLateRow(RecordBatch batch, int row, long sequence, String reason) {
      late.add(batch.column(0).longs()[row]);
    }

    @Override
    public void onDeadLetter(RecordBatch batch, int row, long sequence, String reason) {
      deadLetters.add(batch.column(0).longs()[row] + ": " + reason);
    }

    @Override
    public void onFailedGroup(String group, long sequence, String reason) {
      failedGroups.add(group + ": " + reason);
    }

    @Override
    public void onError(QueryFailedException failure) {
      failures.add(failure);
    }

    @Override
    public void onComplete() {
      completions.add("complete");
    }

    List<String> sorted() {
      List<String> sorted = new ArrayList<>(rows);
      Collections.sort(sorted);
      return sorted;
    }
  }
}

package io.millrace.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.Delivery;
import io.millrace.WaitMode;
import io.millrace.batch.RecordBatch;
import io.millrace.output.Subscriber;
import io.millrace.type.Column;
import io.millrace.type.DataType;
import io.millrace.type.Schema;
import io.millrace.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of output that waits for delivery when its query ends. */
class OrderedOutputTest {
  private final List<Long> delivered = new ArrayList<>();
  private final Subscriber subscriber =
      (rows, partition, sequence) -> delivered.add(rows.column(0).longs()[0]);
  private final QueryRun query =
      new QueryRun(new QueryLabel(1, null), null, Delivery.ORDERED, subscriber, 1);
  private final WakeUp delivering = new WakeUp(WaitMode.SLEEPING);
  private final Outbox outbox = new Outbox(delivering, WaitMode.SLEEPING);
  private final OrderedOutput output = new OrderedOutput(query, 0, outbox, null);

  @Test
  void shouldDeliverGoodRowsBeforeTheFailureAndNothingBehindIt() {
    putOut(7);
    query.stopAt(5);
    output.fail(query.failure("partition=0", new IllegalStateException("overflow")), 5);
    putOut(8);
    deliver();
    assertThat(query.failure()).isNull();
    deliver();
    deliver();
    assertThat(delivered).containsExactly(7L);
    assertThat(query.failure()).hasMessageContaining("overflow");
  }

  @Test
  void shouldDeliverNothingMoreWhenQueryIsCancelled() {
    putOut(7);
    query.stop();
    deliver();
    assertThat(delivered).isEmpty();
  }

  private void putOut(long value) {
    RecordBatch rows =
        new RecordBatch(Schema.of(List.of(new Column("v", DataType.of(TypeKind.BIGINT)))), 4);
    rows.column(0).longs()[0] = value;
    rows.rowCount(1);
    output.take(rows, 5);
  }

  private void deliver() {
    output.deliver(outbox.peek());
    outbox.remove();
  }
}

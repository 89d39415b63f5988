package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.batch.RecordBatch;
import io.millrace.output.QueryFailedException;
import io.millrace.output.Subscriber;
import io.millrace.publish.StreamPublisher;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Under ordered delivery, a query that fails has put out what came before, and nothing else. */
class FailureOrderTest {
  private static final int ROWS = 300;
  private static final int FAILING = 200;
  private static final long NAP_NS = 200_000;

  /** Rows and the failure, in their order. */
  private static final class Events implements Subscriber {
    private final List<String> events = new ArrayList<>();

    @Override
    public void onRows(RecordBatch rows, int partition, long sequence) {
      for (int row = 0; row < rows.rowCount(); row++) {
        events.add(Long.toString(rows.column(0).longs()[row]));
      }
    }

    @Override
    public void onError(QueryFailedException failure) {
      events.add("failed");
    }
  }

  /** Holds up one partition, so that the others are ahead of it. */
  private record SlowOn(int slowPartition) implements Subscriber {
    @Override
    public void onRows(RecordBatch rows, int partition, long sequence) {
      if (partition == slowPartition) {
        LockSupport.parkNanos(NAP_NS);
      }
    }
  }

  @Test
  void shouldDeliverAllRowsBeforeTheFailedOneWhicheverPartitionIsSlow() {
    List<String> expected = new ArrayList<>();
    for (int id = 0; id < FAILING; id++) {
      expected.add(Integer.toString(id));
    }
    expected.add("failed");
    for (int slow = 0; slow < 3; slow++) {
      assertThat(run(slow)).as("slow partition %d", slow).isEqualTo(expected);
    }
  }

  private static List<String> run(int slow) {
    Events events = new Events();
    MillraceConfig config = MillraceConfig.defaults().withPartitions(3).withBatchRows(4);
    try (Millrace engine = Millrace.start(config)) {
      engine.execute("CREATE STREAM t (id BIGINT, v BIGINT)");
      engine.subscribe("SELECT id FROM t", Delivery.PARTITION, new SlowOn(slow));
      Query query = engine.subscribe("SELECT id, 10 / v FROM t", Delivery.ORDERED, events);
      try (StreamPublisher rows = engine.publisher("t")) {
        for (int id = 0; id < ROWS; id++) {
          // Rows fail on all partitions; the first of them counts.
          rows.row().setLong(0, id).setLong(1, id < FAILING ? 1 : 0).end();
        }
      }
      engine.drain();
      assertThat(query.failure()).hasMessageContaining("division by zero");
      assertThat(query.stopped()).isTrue();
    }
    return events.events;
  }
}

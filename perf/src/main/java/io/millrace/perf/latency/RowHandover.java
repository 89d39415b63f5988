package io.millrace.perf.latency;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.WaitMode;
import io.millrace.batch.RecordBatch;
import io.millrace.durability.Durability;
import io.millrace.output.QueryFailedException;
import io.millrace.output.Subscriber;
import io.millrace.perf.scenario.Scenario;
import io.millrace.perf.scenario.Workload;
import io.millrace.publish.RowWriter;
import io.millrace.publish.StreamPublisher;
import org.HdrHistogram.Histogram;

/**
 * A row through publisher, ring and query to the subscriber, on one partition. The due time travels
 * beside the rows, in a ring of longs by the number of the row, as not every query hands a column
 * through; each input row must put out one row.
 *
 * <pre>
 *   row writer ---- publisher ---- RING ----> engine ----> subscriber
 * </pre>
 */
final class RowHandover implements Handover {
  private static final int CUSTOMERS = 1024;
  private static final int DUE_TIMES = 1 << 20;
  private static final long STEP_NS = 1_000_000;
  private static final long PASSING_CENTS = 20_000;

  private final Millrace millrace;
  private final StreamPublisher publisher;
  private final ArrivedLatencies latencies = new ArrivedLatencies();
  private final long[] dueTimes = new long[DUE_TIMES];
  private long published;
  private long received;

  /**
   * Starts an engine.
   *
   * @param durability null if nothing shall outlive the process
   */
  RowHandover(Scenario scenario, WaitMode wait, Durability durability) {
    Workload workload = new Workload(scenario, 1, 1, 1);
    millrace =
        Millrace.start(
            MillraceConfig.defaults()
                .withName("latency")
                .withWaitMode(wait)
                .withSharedPublishing(false)
                .withDurability(durability));
    millrace.define(workload.stream());
    if (durability == null) {
      millrace.subscribe(workload.query(), Delivery.PARTITION, new Arrivals());
    } else {
      millrace.durable().subscribe("latency", workload.query(), Delivery.PARTITION, new Arrivals());
      millrace.durable().recover();
    }
    publisher = millrace.publisher(workload.stream().name());
  }

  /** On the partition's thread. */
  private final class Arrivals implements Subscriber {
    @Override
    public void onRows(RecordBatch batch, int partition, long sequence) {
      int rows = batch.rowCount();
      for (int i = 0; i < rows; i++) {
        latencies.arrived(dueTimes[(int) received++ & (DUE_TIMES - 1)]);
      }
    }

    @Override
    public void onError(QueryFailedException failure) {
      latencies.fail(failure);
    }
  }

  @Override
  public void publish(long dueNs) {
    dueTimes[(int) published & (DUE_TIMES - 1)] = dueNs;
    RowWriter row = publisher.row();
    row.setLong(Workload.ORDER_ID, published);
    row.setLong(Workload.CUSTOMER_ID, published & (CUSTOMERS - 1));
    row.setLong(Workload.TOTAL_AMOUNT, PASSING_CENTS);
    row.setLong(Workload.AMOUNT, PASSING_CENTS);
    row.setLong(Workload.EVENT_TIME, published * STEP_NS);
    published++;
    row.end();
  }

  @Override
  public Histogram take(long messages) {
    publisher.flush();
    return latencies.take(messages);
  }

  @Override
  public void close() {
    millrace.close();
  }
}

package io.millrace.perf.durability;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.batch.RecordBatch;
import io.millrace.durability.Durability;
import io.millrace.durability.RecoveryReport;
import io.millrace.output.QueryFailedException;
import io.millrace.output.Subscriber;
import io.millrace.perf.latency.ArrivedLatencies;
import io.millrace.perf.latency.Schedule;
import io.millrace.perf.scenario.Scenario;
import io.millrace.perf.scenario.Workload;
import io.millrace.publish.RowWriter;
import io.millrace.publish.StreamPublisher;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;

/** A durable engine with the running totals of S2, one partition, which takes rows at a pace. */
final class FilledEngine implements AutoCloseable {
  private static final int BATCH_ROWS = 4096;
  private static final long MEMORY_BYTES = 6L << 30;
  private static final int DUE_TIMES = 1 << 20;
  private static final int WARM_UP_ROWS = 50_000;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final long groups;
  private final Millrace millrace;
  private final RecoveryReport recovery;
  private final StreamPublisher publisher;
  private final ArrivedLatencies latencies = new ArrivedLatencies();
  private final long[] dueTimes = new long[DUE_TIMES];
  private volatile boolean paced;
  private long published;
  private long arrived;
  private long rowsOut;

  FilledEngine(Path directory, long groups) {
    this.groups = groups;
    Workload workload = new Workload(Scenario.S2, 1, 1, 1);
    millrace =
        Millrace.start(
            MillraceConfig.defaults()
                .withName("filled")
                .withBatchRows(BATCH_ROWS)
                .withMemoryBudgetBytes(MEMORY_BYTES)
                .withDurability(Durability.in(directory)));
    millrace.define(workload.stream());
    millrace.durable().subscribe("totals", workload.query(), Delivery.PARTITION, new Arrivals());
    recovery = millrace.durable().recover();
    publisher = millrace.publisher(workload.stream().name());
  }

  /** On the partition's thread. */
  private final class Arrivals implements Subscriber {
    @Override
    public void onRows(RecordBatch batch, int partition, long sequence) {
      int rows = batch.rowCount();
      rowsOut += rows;
      for (int i = 0; paced && i < rows; i++) {
        latencies.arrived(dueTimes[(int) arrived++ & (DUE_TIMES - 1)]);
      }
    }

    @Override
    public void onError(QueryFailedException failure) {
      latencies.fail(failure);
    }
  }

  Millrace millrace() {
    return millrace;
  }

  RecoveryReport recovery() {
    return recovery;
  }

  /** Rows that came out since the start; to be asked for behind {@link Millrace#drain}. */
  long rowsOut() {
    return rowsOut;
  }

  /** Publishes rows in whole batches, the customers in turn. */
  void publish(long rows) {
    RecordBatch batch = new RecordBatch(publisher.stream().schema(), BATCH_ROWS);
    for (long done = 0; done < rows; done += BATCH_ROWS) {
      for (int row = 0; row < BATCH_ROWS; row++) {
        long order = published++;
        batch.column(Workload.ORDER_ID).longs()[row] = order;
        batch.column(Workload.CUSTOMER_ID).longs()[row] = order % groups;
        batch.column(Workload.TOTAL_AMOUNT).longs()[row] = order & 0xffff;
        batch.column(Workload.AMOUNT).longs()[row] = order * MIX >>> 48;
        batch.column(Workload.EVENT_TIME).longs()[row] = order * 1_000_000;
      }
      batch.rowCount(BATCH_ROWS);
      batch = publisher.exchange(batch);
    }
    millrace.drain();
  }

  /** Rows of random customers, one by one, until told otherwise; their latencies. */
  Histogram pace(int ratePerSecond, Ending ending) {
    millrace.drain();
    paced = true;
    arrived = 0;
    Schedule schedule = new Schedule(System.nanoTime(), ratePerSecond);
    long sent = 0;
    while (!ending.isReached(sent)) {
      long due = schedule.await(sent);
      dueTimes[(int) sent++ & (DUE_TIMES - 1)] = due;
      RowWriter row = publisher.row();
      row.setLong(Workload.ORDER_ID, published);
      row.setLong(Workload.CUSTOMER_ID, Long.remainderUnsigned(published * MIX, groups));
      row.setLong(Workload.TOTAL_AMOUNT, 100);
      row.setLong(Workload.AMOUNT, 100);
      row.setLong(Workload.EVENT_TIME, published++ * 1_000_000);
      row.end();
    }
    publisher.flush();
    Histogram taken = latencies.take(sent);
    millrace.drain();
    paced = false;
    return taken;
  }

  /** Has the code that passes single rows compiled. */
  void warmUp(boolean fully) {
    pace(200_000, sent -> sent >= (fully ? WARM_UP_ROWS : 100));
  }

  /** When to publish no more. */
  interface Ending {
    boolean isReached(long sent);
  }

  @Override
  public void close() {
    millrace.close();
  }
}

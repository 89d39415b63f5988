package io.millrace.perf.pipeline;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.WaitMode;
import io.millrace.batch.RecordBatch;
import io.millrace.output.Subscriber;
import io.millrace.perf.bench.Effort;
import io.millrace.perf.bench.Findings;
import io.millrace.perf.bench.Measure;
import io.millrace.perf.bench.Median;
import io.millrace.perf.bench.RatioLine;
import io.millrace.perf.bench.WrongAnswerException;
import io.millrace.perf.scenario.Scenario;
import io.millrace.perf.scenario.Workload;
import io.millrace.publish.RowWriter;
import io.millrace.publish.StreamPublisher;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Rows published one by one, as fast as can be, through {@code GROUP BY} on one partition; beside
 * them a bare ring with an event a row, whose handler does the same by hand.
 */
public final class SingleRowMeasure implements Measure {
  private static final int CUSTOMERS = 10_000;
  private static final int BATCH_ROWS = 1024;
  private static final double LEAST_MILLION_ROWS = 20;

  /** Nothing measured yet. */
  public SingleRowMeasure() {}

  @Override
  public String name() {
    return "single-row";
  }

  @Override
  public Findings run(Effort effort, Consumer<String> progress) throws Exception {
    int rounds = effort == Effort.SMOKE ? 1 : effort == Effort.QUICK ? 9 : 41;
    int warmUp = effort == Effort.SMOKE ? 0 : rounds / 2;
    int rows = effort == Effort.SMOKE ? 1 << 14 : 1 << 20;
    Workload workload = new Workload(Scenario.S2, rows, BATCH_ROWS, CUSTOMERS);
    double[] millrace = new double[rounds];
    double[] bare = new double[rounds];
    try (Rows one = new Rows(workload);
        OrderEventRing other = new OrderEventRing(CUSTOMERS)) {
      for (int round = -warmUp; round < rounds; round++) {
        int at = Math.max(0, round);
        millrace[at] = speed(rows, () -> one.pass(workload.batches()));
        bare[at] = speed(rows, () -> other.pass(workload.batches()));
      }
      check(one.rowsOut, (long) rows * (rounds + warmUp), "rows put out");
      check(other.total(), total(workload) * (rounds + warmUp), "sum of the bare ring");
    }
    return findings(millrace, bare);
  }

  private static void check(long actual, long expected, String what) throws WrongAnswerException {
    if (actual != expected) {
      throw new WrongAnswerException(
          "single-row: " + what + ", actual=" + actual + ", expected=" + expected);
    }
  }

  private static long total(Workload workload) {
    long total = 0;
    for (RecordBatch batch : workload.batches()) {
      for (int row = 0; row < batch.rowCount(); row++) {
        total += batch.column(Workload.TOTAL_AMOUNT).longs()[row];
      }
    }
    return total;
  }

  private static double speed(int rows, Runnable pass) {
    long start = System.nanoTime();
    pass.run();
    return rows * 1e3 / (System.nanoTime() - start);
  }

  private static Findings findings(double[] millrace, double[] bare) {
    double[] ratios = new double[bare.length];
    for (int i = 0; i < bare.length; i++) {
      ratios[i] = millrace[i] / bare[i];
    }
    RatioLine line =
        RatioLine.of(
            "S2, keys=10000: rows one by one / bare ring with an event a row",
            ratios,
            RatioLine.Bound.AT_LEAST,
            Double.NaN);
    RatioLine target =
        RatioLine.of(
            "S2, keys=10000: rows one by one, M rows/s",
            millrace,
            RatioLine.Bound.AT_LEAST,
            LEAST_MILLION_ROWS);
    String text =
        String.format(
            Locale.ROOT,
            """
            Five columns, 10,000 customers, count and sum of each put out for each row; publisher and
            partition each a thread; million rows a second, median of the rounds.

            | rows one by one                                     | M rows/s |
            |-----------------------------------------------------|----------|
            | bare ring, an event a row, count and sum by hand    | %8.1f |
            | Millrace, row writer, S2, batches of up to 1024     | %8.1f |
            """,
            Median.of(bare),
            Median.of(millrace));
    return new Findings(List.of(line, target), text);
  }

  /** The engine, one query, and a row writer. */
  private static final class Rows implements AutoCloseable {
    private final Millrace engine =
        Millrace.start(
            MillraceConfig.defaults()
                .withName("single-row")
                .withBatchRows(BATCH_ROWS)
                .withWaitMode(WaitMode.YIELDING)
                .withSharedPublishing(false));
    private final StreamPublisher publisher;
    private long rowsOut;

    Rows(Workload workload) {
      engine.define(workload.stream());
      Subscriber counting = (rows, partition, sequence) -> rowsOut += rows.rowCount();
      engine.subscribe(workload.query(), Delivery.PARTITION, counting);
      publisher = engine.publisher(workload.stream().name());
    }

    void pass(RecordBatch[] batches) {
      for (RecordBatch batch : batches) {
        long[] ids = batch.column(Workload.ORDER_ID).longs();
        long[] customers = batch.column(Workload.CUSTOMER_ID).longs();
        long[] totals = batch.column(Workload.TOTAL_AMOUNT).longs();
        long[] amounts = batch.column(Workload.AMOUNT).longs();
        long[] times = batch.column(Workload.EVENT_TIME).longs();
        for (int row = 0; row < batch.rowCount(); row++) {
          RowWriter writer = publisher.row();
          writer.setLong(Workload.ORDER_ID, ids[row]);
          writer.setLong(Workload.CUSTOMER_ID, customers[row]);
          writer.setLong(Workload.TOTAL_AMOUNT, totals[row]);
          writer.setLong(Workload.AMOUNT, amounts[row]);
          writer.setLong(Workload.EVENT_TIME, times[row]);
          writer.end();
        }
      }
      publisher.flush();
      engine.drain();
    }

    @Override
    public void close() {
      engine.close();
    }
  }
}

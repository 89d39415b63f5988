package io.millrace.perf.scaling;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.WaitMode;
import io.millrace.batch.RecordBatch;
import io.millrace.output.Subscriber;
import io.millrace.perf.bench.WrongAnswerException;
import io.millrace.perf.scenario.Workload;
import io.millrace.publish.StreamPublisher;
import java.util.concurrent.atomic.LongAdder;

/** One pass of a running aggregate, subscribed to by one query or by many, end to end. */
final class ScalingPass {
  private static final long MEMORY_BYTES = 6L << 30;

  private final Workload workload;
  private final int partitions;
  private final int queries;

  ScalingPass(Workload workload, int partitions, int queries) {
    this.workload = workload;
    this.partitions = partitions;
    this.queries = queries;
  }

  private static final class Counting implements Subscriber {
    private final LongAdder rows = new LongAdder();

    @Override
    public void onRows(RecordBatch batch, int partition, long sequence) {
      rows.add(batch.rowCount());
    }
  }

  /**
   * Makes a pass; the first batch, with which all queries have started, is not timed.
   *
   * @return million input rows a second
   */
  double run() throws WrongAnswerException {
    Counting counting = new Counting();
    MillraceConfig config =
        MillraceConfig.defaults()
            .withName("scaling")
            .withPartitions(partitions)
            .withBatchRows(workload.batchRows())
            .withWaitMode(WaitMode.YIELDING)
            .withSharedPublishing(false)
            .withMemoryBudgetBytes(MEMORY_BYTES);
    try (Millrace millrace = Millrace.start(config)) {
      millrace.define(workload.stream());
      for (int i = 0; i < queries; i++) {
        millrace.subscribe(workload.query(), Delivery.PARTITION, counting);
      }
      StreamPublisher publisher = millrace.publisher(workload.stream().name());
      RecordBatch[] batches = workload.batches();
      publisher.publish(batches[0]);
      publisher.flush();
      while (counting.rows.sum() < (long) batches[0].rowCount() * queries) {
        Thread.onSpinWait();
      }
      long start = System.nanoTime();
      for (int i = 1; i < batches.length; i++) {
        publisher.publish(batches[i]);
      }
      millrace.endInput(workload.stream().name());
      double seconds = (System.nanoTime() - start) / 1e9;
      check(counting.rows.sum());
      return (workload.rows() - batches[0].rowCount()) / seconds / 1e6;
    }
  }

  private void check(long rowsOut) throws WrongAnswerException {
    long expected = workload.rows() * queries;
    if (rowsOut != expected) {
      throw new WrongAnswerException(
          "wrong number of output rows: expected=" + expected + ", counted=" + rowsOut);
    }
  }
}

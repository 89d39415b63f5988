package io.millrace.perf.allocation;

import com.sun.management.ThreadMXBean;
import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.WaitMode;
import io.millrace.batch.RecordBatch;
import io.millrace.perf.bench.Effort;
import io.millrace.perf.bench.Findings;
import io.millrace.perf.bench.Measure;
import io.millrace.perf.bench.RatioLine;
import io.millrace.perf.scenario.Scenario;
import io.millrace.publish.StreamPublisher;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Bytes of heap that a row costs end to end, all threads of Millrace and the publisher's together,
 * by the JVM's counters of threads; to a hundredth of a byte. JMH's profiler says the same, with
 * the row writer and ordered output, in the benchmarks beside.
 */
public final class AllocationMeasure implements Measure {
  private static final String THREADS = "allocation-measure";
  private static final int CUSTOMERS = 10_000;
  private static final ThreadMXBean COUNTERS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final LongAdder rowsOut = new LongAdder();

  /** Nothing measured yet. */
  public AllocationMeasure() {}

  @Override
  public String name() {
    return "allocation";
  }

  @Override
  public Findings run(Effort effort, Consumer<String> progress) {
    List<RatioLine> lines = new ArrayList<>();
    for (Scenario scenario : Scenario.values()) {
      progress.accept("allocation: " + scenario);
      double[] bytes = bytesPerRow(scenario, effort);
      lines.add(
          RatioLine.of(
              scenario + ": bytes of heap for a row, end to end, partitions=2",
              bytes,
              RatioLine.Bound.AT_MOST,
              0));
    }
    return new Findings(
        lines, "Steady state; whole batches, 2 partitions. The figures are with the ratios below.");
  }

  /** Of each round. */
  private double[] bytesPerRow(Scenario scenario, Effort effort) {
    int rounds = effort == Effort.SMOKE ? 1 : effort == Effort.QUICK ? 3 : 5;
    int warmUp = effort == Effort.SMOKE ? 1 : 8;
    EndlessOrders orders = new EndlessOrders(scenario, CUSTOMERS);
    MillraceConfig config =
        MillraceConfig.defaults()
            .withName(THREADS)
            .withPartitions(2)
            .withBatchRows(orders.workload().batchRows())
            .withWaitMode(WaitMode.YIELDING);
    double[] bytes = new double[rounds];
    try (Millrace millrace = Millrace.start(config)) {
      millrace.define(orders.workload().stream());
      millrace.subscribe(
          orders.workload().query(),
          Delivery.PARTITION,
          (rows, partition, sequence) -> rowsOut.add(rows.rowCount()));
      StreamPublisher publisher = millrace.publisher(orders.workload().stream().name());
      for (int round = -warmUp; round < rounds; round++) {
        long looking = allocated();
        looking = allocated() - looking;
        long before = allocated();
        for (RecordBatch batch : orders.nextDay()) {
          publisher.publish(batch);
        }
        millrace.drain();
        double perRow = (double) (allocated() - before - looking) / EndlessOrders.ROWS;
        bytes[Math.max(0, round)] = Math.rint(Math.max(0, perRow) * 100) / 100;
      }
    }
    return bytes;
  }

  private static long allocated() {
    long sum = COUNTERS.getThreadAllocatedBytes(Thread.currentThread().getId());
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith(THREADS)) {
        sum += COUNTERS.getThreadAllocatedBytes(thread.getId());
      }
    }
    return sum;
  }
}

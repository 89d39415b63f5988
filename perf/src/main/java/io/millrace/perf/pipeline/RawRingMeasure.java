package io.millrace.perf.pipeline;

import io.millrace.batch.RecordBatch;
import io.millrace.perf.bench.Effort;
import io.millrace.perf.bench.Findings;
import io.millrace.perf.bench.Measure;
import io.millrace.perf.bench.Median;
import io.millrace.perf.bench.RatioLine;
import io.millrace.perf.scenario.Scenario;
import io.millrace.perf.scenario.Workload;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The filter end to end against a bare ring that passes the same rows to an empty handler. */
public final class RawRingMeasure implements Measure {
  private static final int BATCH_ROWS = 4096;
  private static final int WARM_UP_ROUNDS = 20;

  /** Nothing measured yet. */
  public RawRingMeasure() {}

  @Override
  public String name() {
    return "raw-ring";
  }

  @Override
  public Findings run(Effort effort, Consumer<String> progress) throws Exception {
    int rounds = effort == Effort.SMOKE ? 1 : effort == Effort.QUICK ? 15 : 101;
    int warmUp = effort == Effort.SMOKE ? 0 : WARM_UP_ROUNDS;
    Workload workload =
        new Workload(Scenario.S0, effort == Effort.SMOKE ? 8192 : 1 << 21, BATCH_ROWS, 100);
    PipelineContender millrace = PipelineContender.publishing(1);
    millrace.prepare(workload);
    double[] copied = new double[rounds];
    double[] single = new double[rounds];
    double[] whole = new double[rounds];
    for (int round = -warmUp; round < rounds; round++) {
      int at = Math.max(0, round);
      copied[at] = ofBatches(workload);
      whole[at] = ofMillrace(millrace, workload);
      single[at] = ofRows(workload.rows());
    }
    millrace.close();
    double[] ratios = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      ratios[i] = whole[i] / copied[i];
    }
    RatioLine line =
        RatioLine.of(
            "S0: end to end, partitions=1 / raw Disruptor that copies",
            ratios,
            RatioLine.Bound.AT_LEAST,
            Double.NaN);
    return new Findings(List.of(line), text(copied, single, whole));
  }

  private static double ofBatches(Workload workload) {
    RecordBatch[] batches = workload.batches();
    try (RawRing ring = RawRing.ofBatches(workload.stream().schema(), BATCH_ROWS)) {
      long start = System.nanoTime();
      ring.passBatches(batches);
      return workload.rows() * 1e3 / (System.nanoTime() - start);
    }
  }

  private static double ofRows(long rows) {
    try (RawRing ring = RawRing.ofRows()) {
      long start = System.nanoTime();
      ring.passRows(rows);
      return rows * 1e3 / (System.nanoTime() - start);
    }
  }

  private static double ofMillrace(PipelineContender millrace, Workload workload) throws Exception {
    return workload.rows() * 1e3 / millrace.timedPass(null);
  }

  private static String text(double[] copied, double[] single, double[] whole) {
    return String.format(
        Locale.ROOT,
        """
        Five columns of a filter's input, to a handler that only counts; million rows a second,
        median of the rounds.

        | through the ring                                      | M rows/s |
        |-------------------------------------------------------|----------|
        | raw Disruptor, one event a row, one long an event     | %8.1f |
        | raw Disruptor, batches of 4096 rows, copied           | %8.1f |
        | Millrace, S0 end to end, batches of 4096 rows, copied | %8.1f |
        """,
        Median.of(single),
        Median.of(copied),
        Median.of(whole));
  }
}

package io.millrace.perf.durability;

import io.millrace.durability.CheckpointReport;
import io.millrace.perf.bench.Effort;
import io.millrace.perf.bench.Findings;
import io.millrace.perf.bench.Measure;
import io.millrace.perf.bench.RatioLine;
import io.millrace.perf.bench.WrongAnswerException;
import io.millrace.perf.pipeline.ScratchDirectory;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * A checkpoint of millions of groups while rows come at a moderate rate: its bytes, its time, how
 * long the partition does nothing else, and what that does to the latency of rows; then how long it
 * takes to come back from it.
 */
public final class CheckpointMeasure implements Measure {
  private static final int RATE = 10_000;
  private static final int CALM_ROWS = 50_000;

  /** Nothing measured yet. */
  public CheckpointMeasure() {}

  @Override
  public String name() {
    return "checkpoint";
  }

  @Override
  public Findings run(Effort effort, Consumer<String> progress) throws Exception {
    long groups = effort == Effort.FULL ? 10_000_000 : effort == Effort.QUICK ? 1_000_000 : 10_000;
    int rounds = effort == Effort.FULL ? 5 : 1;
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "S2 with %,d groups of one BIGINT key, count and DECIMAL sum; one partition; journal"
                + " WRITTEN; %,d rows/s meanwhile, ns from due to delivered.%n%n",
            groups,
            RATE));
    text.append(
        "| round | bytes | seconds | pause ms | calm p50 | p99 | max | meanwhile p50 | p99 | max |\n"
            + "|---|---|---|---|---|---|---|---|---|---|\n");
    double[] ratios = new double[rounds];
    try (ScratchDirectory directory = ScratchDirectory.create()) {
      long rows;
      try (FilledEngine engine = new FilledEngine(directory.path(), groups)) {
        progress.accept("checkpoint: filling " + groups + " groups");
        engine.publish(groups + 4095);
        engine.warmUp(effort != Effort.SMOKE);
        for (int round = 0; round < rounds; round++) {
          progress.accept("checkpoint: round " + (round + 1));
          int calmRows = effort == Effort.SMOKE ? 1_000 : CALM_ROWS;
          Histogram calm = engine.pace(RATE, sent -> sent >= calmRows);
          CompletableFuture<CheckpointReport> checkpoint =
              CompletableFuture.supplyAsync(engine.millrace().durable()::checkpoint);
          Histogram meanwhile = engine.pace(RATE, sent -> checkpoint.isDone());
          row(text, round, checkpoint.get(), calm, meanwhile);
          ratios[round] =
              (double) meanwhile.getValueAtPercentile(99) / calm.getValueAtPercentile(99);
        }
        rows = engine.rowsOut();
      }
      text.append(recovered(directory, groups, rows));
    }
    RatioLine line =
        RatioLine.of(
            "checkpoint of " + groups + " groups: p99 of a row meanwhile / without",
            ratios,
            RatioLine.Bound.AT_MOST,
            Double.NaN);
    return new Findings(List.of(line), text.toString());
  }

  private static void row(
      StringBuilder text, int round, CheckpointReport report, Histogram calm, Histogram meanwhile) {
    text.append(
        String.format(
            Locale.ROOT,
            "| %d | %,d | %.2f | %.1f |",
            round + 1,
            report.bytes(),
            report.took().toNanos() / 1e9,
            report.longestPause().toNanos() / 1e6));
    for (Histogram side : new Histogram[] {calm, meanwhile}) {
      text.append(
          String.format(
              Locale.ROOT,
              " %,d | %,d | %,d |",
              side.getValueAtPercentile(50),
              side.getValueAtPercentile(99),
              side.getMaxValue()));
    }
    text.append('\n');
  }

  /** Comes back from the checkpoint that closing took, and sees whether all groups are there. */
  private static String recovered(ScratchDirectory directory, long groups, long rows)
      throws WrongAnswerException {
    try (FilledEngine engine = new FilledEngine(directory.path(), groups)) {
      long[] seen = new long[2];
      engine
          .millrace()
          .durable()
          .find("totals")
          .inspect(
              (batch, partition, sequence) -> {
                for (int i = 0; i < batch.rowCount(); i++) {
                  seen[0]++;
                  seen[1] += batch.column(1).longs()[i];
                }
              });
      if (seen[0] != groups || seen[1] != rows) {
        throw new WrongAnswerException(
            String.format(
                Locale.ROOT,
                "checkpoint: groups=%d, expected=%d, rows counted by them=%d, expected=%d",
                seen[0],
                groups,
                seen[1],
                rows));
      }
      return String.format(
          Locale.ROOT,
          "%nRecovery from it, with no row behind it: %.2f s.%n",
          engine.recovery().took().toNanos() / 1e9);
    }
  }
}

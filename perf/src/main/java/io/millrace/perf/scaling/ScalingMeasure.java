package io.millrace.perf.scaling;

import io.millrace.perf.bench.Effort;
import io.millrace.perf.bench.Findings;
import io.millrace.perf.bench.Measure;
import io.millrace.perf.bench.WrongAnswerException;
import io.millrace.perf.plot.LinePlot;
import io.millrace.perf.plot.Series;
import io.millrace.perf.scenario.Scenario;
import io.millrace.perf.scenario.Workload;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * S2 end to end by partitions, keys, rows in a batch, and queries on one stream. Beyond as many
 * partitions as there are cores the figures show what surplus threads cost, not what cores bring.
 */
public final class ScalingMeasure implements Measure {
  private static final int BATCH_ROWS = 4096;
  private static final int USUAL_KEYS = 10_000;
  private static final int MOST_ROWS = 1 << 21;
  private static final int LEAST_BATCHES = 32;
  private static final int WARM_UP_PASSES = 4;

  private final StringBuilder text = new StringBuilder();
  private final Map<String, String> plots = new LinkedHashMap<>();
  private Effort effort = Effort.FULL;
  private Consumer<String> progress = line -> {};

  /** Nothing measured yet. */
  public ScalingMeasure() {}

  @Override
  public String name() {
    return "scaling";
  }

  /** Million rows a second at one value of what is varied. */
  private interface Point {
    double at(int value) throws WrongAnswerException;
  }

  @Override
  public Findings run(Effort newEffort, Consumer<String> newProgress) throws WrongAnswerException {
    effort = newEffort;
    progress = newProgress;
    text.append("S2 end to end, batches copied; million input rows a second, median of rounds.\n");
    text.append("This machine has ");
    text.append(Runtime.getRuntime().availableProcessors()).append(" cores.\n\n");
    boolean full = effort == Effort.FULL;
    vary("partitions", new int[] {1, 2, 4, 8}, p -> median(rows(), BATCH_ROWS, USUAL_KEYS, p, 1));
    int[] keys =
        full
            ? new int[] {100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000}
            : new int[] {100, 10_000};
    vary("keys", keys, k -> median(rows(), BATCH_ROWS, k, 1, 1));
    int[] batches = full ? new int[] {1, 4, 16, 64, 256, 1_024, 4_096} : new int[] {16, 4_096};
    vary("rows in a batch", batches, b -> median(rowsOf(b), b, USUAL_KEYS, 1, 1));
    int[] queries = full ? new int[] {1, 10, 100, 1_000} : new int[] {1, 10};
    vary(
        "queries",
        queries,
        q -> median(Math.max(LEAST_BATCHES * BATCH_ROWS, rows() / q), BATCH_ROWS, 1_000, 1, q));
    return new Findings(List.of(), text.toString(), plots);
  }

  private int rows() {
    return switch (effort) {
      case SMOKE -> 2 * BATCH_ROWS;
      case QUICK -> MOST_ROWS / 4;
      case FULL -> MOST_ROWS;
    };
  }

  private int rowsOf(int batchRows) {
    return (int) Math.min(rows(), 65_536L * batchRows);
  }

  private double median(int rows, int batchRows, int keys, int partitions, int queries)
      throws WrongAnswerException {
    int whole = (rows + batchRows - 1) / batchRows * batchRows;
    Workload workload = new Workload(Scenario.S2, whole, batchRows, keys);
    ScalingPass pass = new ScalingPass(workload, partitions, queries);
    int rounds = effort == Effort.SMOKE ? 1 : 5;
    for (int i = 0; i < WARM_UP_PASSES && effort != Effort.SMOKE; i++) {
      pass.run();
    }
    double[] rates = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      rates[round] = pass.run();
    }
    Arrays.sort(rates);
    return rates[rounds / 2];
  }

  private void vary(String what, int[] values, Point point) throws WrongAnswerException {
    text.append("| ").append(what).append(" | M rows/s |\n|---|---|\n");
    double[] x = new double[values.length];
    double[] y = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      progress.accept("scaling: " + what + "=" + values[i]);
      x[i] = values[i];
      y[i] = point.at(values[i]);
      text.append(String.format(Locale.ROOT, "| %,d | %.3g |%n", values[i], y[i]));
    }
    text.append('\n');
    String name = "scaling-" + what.replace(' ', '-');
    plots.put(
        name,
        LinePlot.of(
            "S2 end to end by " + what,
            what,
            "million input rows a second",
            List.of(new Series("1 publisher", x, y))));
  }
}

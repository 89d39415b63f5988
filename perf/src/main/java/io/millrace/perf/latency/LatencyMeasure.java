package io.millrace.perf.latency;

import io.millrace.WaitMode;
import io.millrace.perf.bench.Effort;
import io.millrace.perf.bench.Findings;
import io.millrace.perf.bench.Measure;
import io.millrace.perf.bench.RatioLine;
import io.millrace.perf.scenario.Scenario;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * Latency of one row through a filter, a running aggregate and a tumbling window, by rate and wait
 * strategy, over that of the bare Disruptor. Publisher and partition spin: both want a core of
 * their own, and whoever else runs on them is seen in the upper percentiles.
 */
public final class LatencyMeasure implements Measure {
  private static final List<Scenario> SCENARIOS = List.of(Scenario.S0, Scenario.S2, Scenario.S3B);

  /** Rows per second; latencies of more, which queue wherever a core is shared, have no target. */
  private static final int USUAL_RATE = 100_000;

  private static final double MOST = 2;
  private static final double MOST_OF_RAREST = 3;
  private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99, 100};

  /** Nothing measured yet. */
  public LatencyMeasure() {}

  @Override
  public String name() {
    return "latency";
  }

  private static List<LatencyCase> cases(Effort effort) {
    List<LatencyCase> cases = new ArrayList<>();
    int[] rates =
        effort == Effort.FULL ? new int[] {10_000, USUAL_RATE, 1_000_000} : new int[] {USUAL_RATE};
    List<WaitMode> waits =
        effort == Effort.FULL ? List.of(WaitMode.values()) : List.of(WaitMode.BUSY_SPIN);
    for (WaitMode wait : waits) {
      for (Scenario scenario : SCENARIOS) {
        for (int rate : rates) {
          cases.add(new LatencyCase(scenario, wait, rate));
        }
      }
    }
    return cases;
  }

  @Override
  public Findings run(Effort effort, Consumer<String> progress) {
    int rounds = effort == Effort.FULL ? 3 : 1;
    int warmUpMessages = effort == Effort.SMOKE ? 1_000 : 50_000;
    StringBuilder text = new StringBuilder();
    text.append("Nanoseconds from due to delivered; without coordinated omission.\n\n");
    text.append("| case | side | p50 | p90 | p99 | p99.9 | p99.99 | max |\n");
    text.append("|---|---|---|---|---|---|---|---|\n");
    List<RatioLine> lines = new ArrayList<>();
    LatencyPlots plots = new LatencyPlots();
    Map<String, String> files = new LinkedHashMap<>();
    for (LatencyCase latencyCase : cases(effort)) {
      progress.accept("latency: " + latencyCase.label());
      int messages = effort == Effort.SMOKE ? 1_000 : latencyCase.ratePerSecond() / 4;
      latencyCase.run(rounds, warmUpMessages, messages);
      row(text, latencyCase.label(), "raw Disruptor", latencyCase.raw());
      row(text, latencyCase.label(), "Millrace", latencyCase.rows());
      lines.add(line(latencyCase, "p50", 50, MOST));
      lines.add(line(latencyCase, "p99", 99, MOST));
      lines.add(line(latencyCase, "p99.9", 99.9, MOST_OF_RAREST));
      plots.add(latencyCase);
      files.put(latencyCase.fileName("raw"), distribution(latencyCase.raw()));
      files.put(latencyCase.fileName("millrace"), distribution(latencyCase.rows()));
    }
    return new Findings(lines, text.toString(), plots.draw(), files);
  }

  /** What the plotters of HdrHistogram read; values in nanoseconds. */
  private static String distribution(Histogram histogram) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    histogram.outputPercentileDistribution(
        new PrintStream(bytes, false, StandardCharsets.US_ASCII), 1.0);
    return bytes.toString(StandardCharsets.US_ASCII);
  }

  private static RatioLine line(
      LatencyCase latencyCase, String name, double percentile, double most) {
    return RatioLine.of(
        latencyCase.label() + ": " + name + " of a row / raw Disruptor",
        latencyCase.ratios(percentile),
        RatioLine.Bound.AT_MOST,
        latencyCase.ratePerSecond() <= USUAL_RATE ? most : Double.NaN);
  }

  private static void row(StringBuilder text, String label, String side, Histogram histogram) {
    text.append("| ").append(label).append(" | ").append(side);
    for (double percentile : PERCENTILES) {
      text.append(" | ")
          .append(String.format(Locale.ROOT, "%,d", histogram.getValueAtPercentile(percentile)));
    }
    text.append(" |\n");
  }
}

package io.millrace.perf.latency;

import io.millrace.WaitMode;
import io.millrace.durability.Durability;
import io.millrace.durability.JournalMode;
import io.millrace.perf.bench.Effort;
import io.millrace.perf.bench.Findings;
import io.millrace.perf.bench.Measure;
import io.millrace.perf.bench.RatioLine;
import io.millrace.perf.pipeline.ScratchDirectory;
import io.millrace.perf.scenario.Scenario;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * What a journal adds to the latency of one row: from due to delivered, by what is kept before a
 * partition sees it. Publisher, journal and partition are a thread each; where they share cores,
 * the upper percentiles show it.
 */
public final class JournalLatencyMeasure implements Measure {
  private static final double[] PERCENTILES = {50, 90, 99, 99.9, 100};

  /** Nothing measured yet. */
  public JournalLatencyMeasure() {}

  @Override
  public String name() {
    return "journal-latency";
  }

  @Override
  public Findings run(Effort effort, Consumer<String> progress) throws Exception {
    int rounds = effort == Effort.FULL ? 3 : 1;
    int[] rates = effort == Effort.FULL ? new int[] {10_000, 100_000} : new int[] {100_000};
    StringBuilder text = new StringBuilder();
    text.append("S2; nanoseconds from due to delivered; without coordinated omission.\n\n");
    text.append(
        "| case | journal | p50 | p90 | p99 | p99.9 | max |\n|---|---|---|---|---|---|---|\n");
    List<RatioLine> lines = new ArrayList<>();
    for (WaitMode wait : List.of(WaitMode.BLOCKING, WaitMode.SPIN_THEN_PARK)) {
      for (int rate : rates) {
        String label = String.format(Locale.ROOT, "%,d rows/s, %s", rate, wait);
        progress.accept("journal-latency: " + label);
        Histogram[] plain = new Histogram[rounds];
        Histogram[][] kept = new Histogram[JournalMode.values().length][rounds];
        for (int round = 0; round < rounds; round++) {
          plain[round] = send(wait, null, rate, effort);
          for (JournalMode mode : JournalMode.values()) {
            kept[mode.ordinal()][round] = send(wait, mode, rate, effort);
          }
        }
        row(text, label, "not durable", sum(plain));
        for (JournalMode mode : JournalMode.values()) {
          row(text, label, mode.toString(), sum(kept[mode.ordinal()]));
        }
        for (double percentile : new double[] {50, 99}) {
          lines.add(line(label, percentile, kept[JournalMode.WRITTEN.ordinal()], plain));
        }
      }
    }
    return new Findings(lines, text.toString());
  }

  private static Histogram send(WaitMode wait, JournalMode mode, int rate, Effort effort)
      throws IOException {
    int warmUp = effort == Effort.SMOKE ? 1_000 : 50_000;
    int messages = effort == Effort.SMOKE ? 1_000 : Math.min(2 * rate, 100_000);
    try (ScratchDirectory directory = ScratchDirectory.create();
        Handover handover =
            new RowHandover(
                Scenario.S2,
                wait,
                mode == null ? null : Durability.in(directory.path()).withJournal(mode))) {
      return LatencyCase.send(handover, rate, warmUp, messages);
    }
  }

  private static RatioLine line(
      String label, double percentile, Histogram[] kept, Histogram[] plain) {
    double[] ratios = new double[plain.length];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] =
          (double) kept[i].getValueAtPercentile(percentile)
              / plain[i].getValueAtPercentile(percentile);
    }
    return RatioLine.of(
        String.format(
            Locale.ROOT, "S2, %s: p%.0f of a row, WRITTEN / not durable", label, percentile),
        ratios,
        RatioLine.Bound.AT_MOST,
        Double.NaN);
  }

  private static Histogram sum(Histogram[] rounds) {
    Histogram sum = rounds[0].copy();
    for (int i = 1; i < rounds.length; i++) {
      sum.add(rounds[i]);
    }
    return sum;
  }

  private static void row(StringBuilder text, String label, String side, Histogram histogram) {
    text.append("| ").append(label).append(" | ").append(side);
    for (double percentile : PERCENTILES) {
      text.append(String.format(Locale.ROOT, " | %,d", histogram.getValueAtPercentile(percentile)));
    }
    text.append(" |\n");
  }
}

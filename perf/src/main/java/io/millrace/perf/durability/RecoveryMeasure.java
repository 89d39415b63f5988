package io.millrace.perf.durability;

import io.millrace.durability.RecoveryReport;
import io.millrace.perf.bench.Effort;
import io.millrace.perf.bench.Findings;
import io.millrace.perf.bench.Measure;
import io.millrace.perf.bench.RatioLine;
import io.millrace.perf.bench.WrongAnswerException;
import io.millrace.perf.pipeline.ScratchDirectory;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * How fast an engine comes back that was killed without a checkpoint: all rows are read from the
 * journal, run through S2 and delivered. What was killed is a copy of the directory of an engine
 * that still runs.
 */
public final class RecoveryMeasure implements Measure {
  private static final int CUSTOMERS = 10_000;
  private static final double LEAST_MILLION_ROWS = 20;

  /** Nothing measured yet. */
  public RecoveryMeasure() {}

  @Override
  public String name() {
    return "recovery";
  }

  @Override
  public Findings run(Effort effort, Consumer<String> progress) throws Exception {
    long rows = effort == Effort.FULL ? 1 << 25 : effort == Effort.QUICK ? 1 << 22 : 1 << 16;
    int rounds = effort == Effort.FULL ? 5 : 1;
    double[] speeds = new double[rounds];
    StringBuilder text = new StringBuilder();
    try (ScratchDirectory directory = ScratchDirectory.create();
        FilledEngine engine = new FilledEngine(directory.path(), CUSTOMERS)) {
      engine.publish(rows);
      text.append(
          String.format(
              Locale.ROOT,
              "%,d rows of five columns in a journal of %,d bytes; S2, one partition.%n%n"
                  + "| round | seconds | seconds a million rows |%n|---|---|---|%n",
              rows,
              directory.bytes()));
      for (int round = 0; round < rounds; round++) {
        progress.accept("recovery: round " + (round + 1));
        double seconds = recover(directory, rows);
        speeds[round] = rows / 1e6 / seconds;
        text.append(
            String.format(
                Locale.ROOT, "| %d | %.2f | %.4f |%n", round + 1, seconds, seconds * 1e6 / rows));
      }
    }
    RatioLine line =
        RatioLine.of(
            "recovery: M rows/s replayed from the journal",
            speeds,
            RatioLine.Bound.AT_LEAST,
            LEAST_MILLION_ROWS);
    return new Findings(List.of(line), text.toString());
  }

  private static double recover(ScratchDirectory killed, long rows) throws Exception {
    try (ScratchDirectory copy = ScratchDirectory.create()) {
      killed.copyTo(copy.path());
      try (FilledEngine engine = new FilledEngine(copy.path(), CUSTOMERS)) {
        RecoveryReport report = engine.recovery();
        if (report.rows() != rows || engine.rowsOut() != rows) {
          throw new WrongAnswerException(
              "recovery: rows="
                  + report.rows()
                  + ", put out="
                  + engine.rowsOut()
                  + ", expected="
                  + rows);
        }
        return report.took().toNanos() / 1e9;
      }
    }
  }
}

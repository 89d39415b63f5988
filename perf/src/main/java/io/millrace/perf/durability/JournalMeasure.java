package io.millrace.perf.durability;

import io.millrace.durability.JournalMode;
import io.millrace.perf.bench.Effort;
import io.millrace.perf.bench.Findings;
import io.millrace.perf.bench.Measure;
import io.millrace.perf.bench.Median;
import io.millrace.perf.bench.RatioLine;
import io.millrace.perf.bench.WrongAnswerException;
import io.millrace.perf.pipeline.PipelineContender;
import io.millrace.perf.scenario.Answer;
import io.millrace.perf.scenario.Scenario;
import io.millrace.perf.scenario.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Whole batches through an engine on one partition, by what is kept of them: nothing, checkpoints
 * only, or a journal in each of its modes; beside them the journal that one writes by hand. Sides
 * run in turns; each pass begins with an empty directory. A journal's rows find room in the
 * system's memory: how fast the disk takes them for ever is another figure.
 */
public final class JournalMeasure implements Measure {
  private static final int CUSTOMERS = 10_000;
  private static final int BATCH_ROWS = 4096;
  private static final double LEAST = 0.7;
  private static final List<Scenario> SCENARIOS =
      List.of(Scenario.S0, Scenario.S1, Scenario.S2, Scenario.S3A);

  /** Nothing measured yet. */
  public JournalMeasure() {}

  @Override
  public String name() {
    return "journal";
  }

  @Override
  public Findings run(Effort effort, Consumer<String> progress) throws Exception {
    int rounds = effort == Effort.SMOKE ? 1 : effort == Effort.QUICK ? 3 : 7;
    int warmUp = effort == Effort.SMOKE ? 0 : rounds / 3;
    long rows = effort == Effort.FULL ? 1 << 25 : effort == Effort.QUICK ? 1 << 21 : 1 << 14;
    List<RatioLine> lines = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    text.append("Million rows a second, median of the rounds: publisher, ring, one partition.\n\n");
    text.append("| query | not durable");
    for (JournalMode mode : JournalMode.values()) {
      text.append(" | ").append(mode);
    }
    text.append(" | a plain file, no query |\n|---|---|---|---|---|---|---|\n");
    Workload all = new Workload(Scenario.S0, rows, BATCH_ROWS, CUSTOMERS);
    for (Scenario scenario : effort == Effort.SMOKE ? List.of(Scenario.S2) : SCENARIOS) {
      progress.accept("journal: " + scenario);
      double[][] speeds = speeds(all.of(scenario), rounds, warmUp);
      text.append("| ").append(scenario);
      for (double[] side : speeds) {
        text.append(String.format(Locale.ROOT, " | %.1f", Median.of(side)));
      }
      text.append(" |\n");
      for (JournalMode mode : JournalMode.values()) {
        lines.add(line(scenario, mode, speeds[mode.ordinal() + 1], speeds[0]));
      }
      lines.add(byHand(scenario, speeds));
    }
    return new Findings(lines, text.toString());
  }

  private static double[] ratios(double[] side, double[] other) {
    double[] ratios = new double[side.length];
    Arrays.setAll(ratios, i -> side[i] / other[i]);
    return ratios;
  }

  private static RatioLine byHand(Scenario scenario, double[][] speeds) {
    return RatioLine.of(
        scenario + ", keys=" + CUSTOMERS + ": journal WRITTEN / a plain file, no query",
        ratios(speeds[JournalMode.WRITTEN.ordinal() + 1], speeds[speeds.length - 1]),
        RatioLine.Bound.AT_LEAST,
        Double.NaN);
  }

  private static RatioLine line(
      Scenario scenario, JournalMode mode, double[] durable, double[] plain) {
    return RatioLine.of(
        scenario + ", keys=" + CUSTOMERS + ": journal " + mode + " / not durable",
        ratios(durable, plain),
        RatioLine.Bound.AT_LEAST,
        mode == JournalMode.FORCED ? Double.NaN : LEAST);
  }

  /** Of each side, the plain one first, the file last, million rows a second of each round. */
  private static double[][] speeds(Workload workload, int rounds, int warmUp) throws Exception {
    List<PipelineContender> sides = new ArrayList<>();
    sides.add(PipelineContender.exchanging(1));
    for (JournalMode mode : JournalMode.values()) {
      sides.add(PipelineContender.durable(1, mode));
    }
    Answer expected = null;
    for (PipelineContender side : sides) {
      side.prepare(workload);
      Answer answer = new Answer();
      side.timedPass(answer);
      expected = expected == null ? answer : expected;
      if (!answer.equals(expected)) {
        throw new WrongAnswerException(
            workload.scenario() + ": " + side.name() + ": " + answer + ", expected=" + expected);
      }
    }
    PlainJournal file = new PlainJournal(workload);
    double[][] speeds = new double[sides.size() + 1][rounds];
    for (int round = -warmUp; round < rounds; round++) {
      for (int i = 0; i < speeds.length; i++) {
        int side = Math.floorMod(i + round, speeds.length);
        long took = side == sides.size() ? file.pass() : sides.get(side).timedPass(null);
        speeds[side][Math.max(0, round)] = workload.rows() * 1e3 / took;
      }
    }
    return speeds;
  }
}

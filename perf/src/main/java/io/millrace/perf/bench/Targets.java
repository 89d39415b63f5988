package io.millrace.perf.bench;

import static io.millrace.perf.bench.RatioLine.Bound.AT_LEAST;

import io.millrace.perf.scenario.Scenario;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The ratios between contenders that there are targets for. */
final class Targets {
  /** Stands for whatever runs end to end fastest in a case, as a user would choose. */
  private static final String BEST = "best end to end";

  private static final List<String> END_TO_END = List.of("end to end", "exchange");

  /** The target of a comparison in a case; NaN where there is none. */
  private record Comparison(String contender, String other, ToDoubleFunction<BenchCase> target) {}

  private static final List<Comparison> COMPARISONS =
      List.of(
          new Comparison("engine", "hand-written loop", c -> 0.9),
          new Comparison("end to end, partitions=1", "hand-written loop", Targets::endToEnd),
          new Comparison("exchange, partitions=1", "hand-written loop", Targets::endToEnd),
          new Comparison("end to end, partitions=2", "end to end, partitions=1", Targets::scaling),
          new Comparison("exchange, partitions=2", "exchange, partitions=1", Targets::scaling),
          new Comparison("engine", "DuckDB, threads=1", Targets::duckDb),
          new Comparison(BEST, "DuckDB, threads=2", Targets::duckDb),
          new Comparison("engine", "V1 of the analysis", c -> 50),
          new Comparison("end to end, partitions=1", "shared lock, threads=2", c -> 10),
          new Comparison("end to end, partitions=1", "concurrent map, threads=2", c -> 10),
          new Comparison("engine", "Esper", c -> 20),
          new Comparison(BEST, "Flink, parallelism=2", c -> Double.NaN));

  private Targets() {}

  private static double endToEnd(BenchCase benchCase) {
    return benchCase.scenario() == Scenario.S0 ? 0.8 : 0.6;
  }

  /** For two partitions on two cores; of the aggregates only. */
  private static double scaling(BenchCase benchCase) {
    if (benchCase.scenario() != Scenario.S2 && benchCase.scenario() != Scenario.S2_FINAL) {
      return Double.NaN;
    }
    if (benchCase.customers() >= 1_000_000) {
      return 1.6;
    }
    return benchCase.customers() >= 10_000 ? 1.1 : 0.9;
  }

  private static double duckDb(BenchCase benchCase) {
    return benchCase.scenario() == Scenario.S3B ? Double.NaN : 1.0;
  }

  /** A line for each comparison and case in which both sides ran. */
  static List<RatioLine> lines(List<CaseResult> results) {
    List<RatioLine> lines = new ArrayList<>();
    for (Comparison comparison : COMPARISONS) {
      for (CaseResult result : results) {
        RatioLine line = line(comparison, result);
        if (line != null) {
          lines.add(line);
        }
      }
    }
    return lines;
  }

  private static RatioLine line(Comparison comparison, CaseResult result) {
    boolean best = comparison.contender().equals(BEST);
    String contender = best ? bestEndToEnd(result) : comparison.contender();
    double[] ratios = contender == null ? null : result.ratios(contender, comparison.other());
    if (ratios == null) {
      return null;
    }
    String name = best ? BEST + " (" + contender + ")" : contender;
    return RatioLine.of(
        result.benchCase().label() + ": " + name + " / " + comparison.other(),
        ratios,
        AT_LEAST,
        comparison.target().applyAsDouble(result.benchCase()));
  }

  private static String bestEndToEnd(CaseResult result) {
    return result.timings().stream()
        .filter(Timing::ran)
        .filter(timing -> END_TO_END.stream().anyMatch(timing.contender()::startsWith))
        .min(Comparator.comparingDouble(Timing::medianNs))
        .map(Timing::contender)
        .orElse(null);
  }
}

package io.millrace.perf.pair;

import java.util.ArrayList;
import java.util.List;

/** The rounds of one case: a run of each build, close together in time. Checks their answers. */
final class PairedRuns {
  private final String name;
  private final List<WorkerResult> base = new ArrayList<>();
  private final List<WorkerResult> head = new ArrayList<>();

  PairedRuns(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /**
   * Adds a round.
   *
   * @throws IllegalStateException if the builds gave different answers, or one not always the same
   */
  void add(WorkerResult ofBase, WorkerResult ofHead) {
    String answer = base.isEmpty() ? ofBase.answer() : base.get(0).answer();
    if (!ofBase.answer().equals(answer) || !ofHead.answer().equals(answer)) {
      throw new IllegalStateException(
          "answers differ: case="
              + name
              + ", first="
              + answer
              + ", base="
              + ofBase.answer()
              + ", head="
              + ofHead.answer());
    }
    base.add(ofBase);
    head.add(ofHead);
  }

  /** Speed of the head over that of the base, of each round. */
  Ratios ratios() {
    double[] ratios = new double[base.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = base.get(i).passNs() / head.get(i).passNs();
    }
    return Ratios.of(ratios);
  }

  /** Median million rows a second of the base. */
  double baseSpeed() {
    return speed(base);
  }

  /** Median million rows a second of the head. */
  double headSpeed() {
    return speed(head);
  }

  private static double speed(List<WorkerResult> results) {
    double[] speeds = results.stream().mapToDouble(r -> r.rows() * 1e3 / r.passNs()).toArray();
    return Ratios.of(speeds).median();
  }
}

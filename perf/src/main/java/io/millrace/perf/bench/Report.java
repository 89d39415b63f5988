package io.millrace.perf.bench;

import java.util.ArrayList;
import java.util.List;

/** Everything that a run has found. */
record Report(Setting setting, List<CaseResult> cases, List<NamedFindings> measures) {
  /** Ratios of contenders, then those of measures. */
  List<RatioLine> ratios() {
    List<RatioLine> ratios = new ArrayList<>(Targets.lines(cases));
    for (NamedFindings measure : measures) {
      ratios.addAll(measure.findings().ratios());
    }
    return ratios;
  }
}

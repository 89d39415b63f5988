package io.millrace.perf.bench;

import java.io.Serializable;
import java.util.List;

/**
 * What all contenders took for a case.
 *
 * @param answer the answer that they agreed on
 * @param timings in the order of the table's columns
 */
record CaseResult(BenchCase benchCase, String answer, List<Timing> timings)
    implements Serializable {
  /** The timing of a contender, or null if it did not run. */
  Timing timing(String contender) {
    for (Timing timing : timings) {
      if (timing.contender().equals(contender) && timing.ran()) {
        return timing;
      }
    }
    return null;
  }

  /** Million rows a second, by the median; NaN if the contender did not run. */
  double rowsPerMicrosecond(String contender) {
    Timing timing = timing(contender);
    return timing == null ? Double.NaN : benchCase.rows() * 1e3 / timing.medianNs();
  }

  /**
   * Speed of a contender over that of another one, round by round, as rounds were made in turns.
   * Where one of them made fewer, being slow, each of its rounds is set against the median of the
   * other one's, which a moment's disturbance moves less. Null if one of them did not run.
   */
  double[] ratios(String contender, String other) {
    Timing timing = timing(contender);
    Timing reference = timing(other);
    if (timing == null || reference == null) {
      return null;
    }
    int rounds = Math.min(timing.nsOfRounds().length, reference.nsOfRounds().length);
    double[] ratios = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      ratios[i] = reference.ns(i, rounds) / timing.ns(i, rounds);
    }
    return ratios;
  }
}

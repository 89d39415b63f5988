package io.millrace.perf.bench;

/**
 * How long the contenders of a case run.
 *
 * @param warmUpNs least time of passes before rounds begin
 * @param rounds most rounds of a contender
 * @param roundNs time that passes of one round fill, but at least one pass
 * @param contenderNs time that all rounds of a contender may take together, but for the first
 */
record Pace(double warmUpNs, int rounds, double roundNs, double contenderNs) {
  /** The pace for an effort. */
  static Pace of(Effort effort) {
    return switch (effort) {
      case SMOKE -> new Pace(0, 1, 0, 0);
      case QUICK -> new Pace(0.06e9, 3, 0.03e9, 0.08e9);
      case FULL -> new Pace(0.5e9, 9, 0.1e9, 1.5e9);
    };
  }
}

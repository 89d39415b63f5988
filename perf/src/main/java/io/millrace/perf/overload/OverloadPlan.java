package io.millrace.perf.overload;

import java.time.Duration;

/**
 * How long things take in a run.
 *
 * @param time under overload
 * @param calibration before that, to measure what the engine takes
 * @param round between two changes of the queries
 * @param roundsPerSample after how many rounds a sample is taken
 * @param collectEach after what time the heap is collected, to see what is left
 */
record OverloadPlan(
    Duration time,
    Duration calibration,
    Duration round,
    int roundsPerSample,
    Duration collectEach) {
  private static final int COLLECTIONS = 30;
  private static final Duration ROUND = Duration.ofSeconds(5);
  private static final Duration CALIBRATION = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMinutes(5);
  private static final Duration MOST = Duration.ofMinutes(1);

  /**
   * A sample each ten seconds, and each minute a collection of the heap; both more often in a short
   * run.
   */
  static OverloadPlan of(Duration time) {
    Duration each = time.dividedBy(COLLECTIONS);
    boolean isShort = time.compareTo(SHORT) < 0;
    return new OverloadPlan(
        time, CALIBRATION, ROUND, isShort ? 1 : 2, each.compareTo(MOST) < 0 ? each : MOST);
  }
}

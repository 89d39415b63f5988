package io.millrace.perf.bench;

import io.millrace.perf.scenario.Scenario;
import java.util.List;

/**
 * Which cases a run has.
 *
 * @param rows of each case; 0 for what suits the effort
 * @param keys numbers of keys; empty for what suits the scenario
 */
record Cases(Effort effort, long rows, List<Integer> keys) {
  private static final int USUAL_KEYS = 10_000;
  private static final List<Integer> KEYS = List.of(100, USUAL_KEYS, 1_000_000);
  private static final int ROWS_PER_KEY = 4;

  /** The cases of a scenario, few keys first. */
  List<BenchCase> of(Scenario scenario) {
    return keysOf(scenario).stream()
        .map(customers -> new BenchCase(scenario, rowsOf(customers), customers))
        .toList();
  }

  private List<Integer> keysOf(Scenario scenario) {
    boolean many = scenario == Scenario.S2 || scenario == Scenario.S2_FINAL;
    if (!keys.isEmpty()) {
      return scenario == Scenario.S0 ? keys.subList(0, 1) : keys;
    }
    return many && effort == Effort.FULL ? KEYS : List.of(USUAL_KEYS);
  }

  private long rowsOf(int customers) {
    long wanted = rows;
    if (wanted == 0) {
      wanted =
          switch (effort) {
            case SMOKE -> 2L * BenchCase.BATCH_ROWS;
            case QUICK -> Math.max(1L << 19, (long) customers);
            case FULL -> Math.max(1L << 21, (long) ROWS_PER_KEY * customers);
          };
    }
    return (wanted + BenchCase.BATCH_ROWS - 1) / BenchCase.BATCH_ROWS * BenchCase.BATCH_ROWS;
  }
}

package io.millrace.perf.bench;

import io.millrace.perf.scenario.Scenario;
import java.io.Serializable;

/**
 * A scenario over a number of rows and of keys.
 *
 * @param rows a multiple of {@link #BATCH_ROWS}
 * @param customers number of different keys
 */
record BenchCase(Scenario scenario, long rows, int customers) implements Serializable {
  static final int BATCH_ROWS = 4096;

  /** Such as {@code S2, keys=10000}; the filter has no key. */
  String label() {
    return scenario == Scenario.S0 ? "S0" : scenario + ", keys=" + customers;
  }
}

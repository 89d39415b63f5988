package io.millrace.simulation;

import io.millrace.durability.RecoveryReport;

/** What must hold of a query when its process has come back. */
final class RecoveryCheck {
  private RecoveryCheck() {}

  /**
   * Checks it.
   *
   * @param lost whether what had an effect may be lost
   */
  static void check(SimulatedQuery query, RecoveryReport report, boolean lost) {
    if (query.output().failure() != null) {
      throw new AssertionError("query has failed: query=" + query, query.output().failure());
    }
    if (lost) {
      return;
    }
    if (query.started && !query.ending && !report.queries().contains(query.name())) {
      throw new AssertionError("query is not recorded: query=" + query);
    }
    String missing = query.output().missing();
    if (!missing.isEmpty()) {
      throw new AssertionError(
          "rows were put out that do not come again: query=" + query + ", missing=" + missing);
    }
  }
}

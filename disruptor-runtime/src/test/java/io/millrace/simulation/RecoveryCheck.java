package io.millrace.simulation;

import io.millrace.durability.RecoveryReport;
import io.millrace.journal.JournalException;
import io.millrace.output.QueryFailedException;

/** What must hold of a query when its process has come back. */
final class RecoveryCheck {
  private RecoveryCheck() {}

  /**
   * Checks it.
   *
   * @param lost whether what had an effect may be lost
   */
  static void check(SimulatedQuery query, RecoveryReport report, boolean lost) {
    checkFailure(query);
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

  /** A query fails only where its journal could not be written, be it the very last event. */
  static void checkFailure(SimulatedQuery query) {
    QueryFailedException failure = query.output().failure();
    if (failure != null && failure.getCause() instanceof JournalException) {
      throw new IllegalStateException("journal cannot be written", failure);
    }
    if (failure != null) {
      throw new AssertionError("query has failed: query=" + query, failure);
    }
  }
}

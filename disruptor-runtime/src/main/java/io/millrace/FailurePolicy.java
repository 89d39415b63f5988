package io.millrace;

/** What happens when a query cannot process a row. */
public enum FailurePolicy {
  /** The query stops, on all partitions; its subscriber is told. Other queries go on. */
  STOP_QUERY,
  /**
   * The row is handed to the subscriber's dead-letter method, counted, and the query goes on; so is
   * a group that cannot be put out, to the method for failed groups.
   */
  DEAD_LETTER
}

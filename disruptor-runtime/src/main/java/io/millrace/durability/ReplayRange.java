package io.millrace.durability;

import java.util.Objects;

/**
 * What of a durable engine's past is replayed: the ring of a query, up to a sequence.
 *
 * @param query name of the query; others of its ring are computed, too
 * @param untilSequence the last sequence that is replayed; {@link Long#MAX_VALUE} for all there are
 */
public record ReplayRange(String query, long untilSequence) {
  /** Checks the name. */
  public ReplayRange {
    Objects.requireNonNull(query, "query");
  }
}

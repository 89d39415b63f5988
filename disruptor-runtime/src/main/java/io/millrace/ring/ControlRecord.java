package io.millrace.ring;

import io.millrace.Delivery;

/**
 * A control event as the journal keeps it.
 *
 * @param kind what happens
 * @param query name of the query that it is about, or empty
 * @param sql the query's text where one begins, or empty
 * @param delivery how its output is delivered where one begins, else null
 * @param flag whether a new query keeps the state of the old one, or the end of input emits
 * @param stream how far the stream had come where a query begins or a source is new, else null
 */
public record ControlRecord(
    Kind kind, String query, String sql, Delivery delivery, boolean flag, StreamPoint stream) {
  /** What can happen; the order is that of the numbers in files. */
  public enum Kind {
    /** Nothing but a watermark, or what is not kept, such as queries without a name. */
    WATERMARK,
    /** A source is new, or has moved its watermark without a row. */
    STREAM_MOVED,
    /** A query begins. */
    QUERY_ADDED,
    /** A query ends. */
    QUERY_REMOVED,
    /** A query sees no rows from here on. */
    QUERY_PAUSED,
    /** A query sees rows again. */
    QUERY_RESUMED,
    /** A query begins in the place of one of the same name. */
    QUERY_REPLACED,
    /** Input ends. */
    END_OF_INPUT,
    /** A checkpoint's barrier. */
    BARRIER,
    /** The ring ends. */
    RETIRED
  }
}

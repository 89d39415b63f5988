package io.millrace.sql.parse;

/** When a query's results are to be put out, as written behind it. */
public enum EmitMode {
  /** Nothing is written; the query decides. */
  DEFAULT,
  /** {@code EMIT FINAL}: once, when a group is complete. */
  FINAL,
  /** {@code EMIT CHANGES} or {@code EMIT ON CHANGE}: at every change. */
  CHANGES,
  /** {@code EMIT EVERY INTERVAL …}: changes at most once in a period. */
  EVERY
}

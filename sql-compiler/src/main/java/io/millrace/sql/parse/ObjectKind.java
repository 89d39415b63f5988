package io.millrace.sql.parse;

/** What CREATE and DROP are about. */
public enum ObjectKind {
  /** Rows that arrive without end. */
  STREAM,
  /** Rows that are the current contents. */
  TABLE
}

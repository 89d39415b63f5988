package io.millrace.sql.parse;

/** What EXPLAIN shows. */
public enum ExplainMode {
  /** The plan; also if nothing is written. */
  PLAN,
  /** The generated code. */
  CODEGEN
}

package io.millrace.sql.plan;

/** When an aggregate's result is put out. */
public enum Emission {
  /** Once per group, when its window closes or input ends. */
  FINAL,
  /** One row for each input row that touched the group. */
  CHANGES
}

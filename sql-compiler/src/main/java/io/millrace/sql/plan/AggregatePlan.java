package io.millrace.sql.plan;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;

/**
 * One aggregate call.
 *
 * @param function which aggregate
 * @param argument what it aggregates, over the stream's columns; null for COUNT(*)
 * @param filter rows that count, over the stream's columns; null for all
 * @param type type of the result
 */
public record AggregatePlan(Function function, RexNode argument, RexNode filter, RelDataType type) {
  /** The aggregate functions. */
  public enum Function {
    /** Number of rows, or of values that are not NULL. */
    COUNT,
    /** Sum of values that are not NULL. */
    SUM,
    /** Mean of values that are not NULL. */
    AVG,
    /** Smallest value. */
    MIN,
    /** Largest value. */
    MAX
  }
}

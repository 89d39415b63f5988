package io.millrace.sql.plan;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;

/**
 * Grouped aggregation: output fields are the group fields, then the aggregates.
 *
 * @param groups where each group field comes from, in order
 * @param keys key expressions over the stream's columns, without the window
 * @param window the window that groups belong to, or null
 * @param aggregates the aggregate calls
 * @param fieldTypes types of the output fields
 */
public record GroupPlan(
    List<GroupField> groups,
    List<RexNode> keys,
    WindowPlan window,
    List<AggregatePlan> aggregates,
    List<RelDataType> fieldTypes)
    implements OperatorPlan {

  /** Where a group field comes from. */
  public sealed interface GroupField {
    /**
     * A key.
     *
     * @param index its index among the keys
     */
    record Key(int index) implements GroupField {}

    /** Start of the window. */
    record WindowStart() implements GroupField {}

    /** End of the window. */
    record WindowEnd() implements GroupField {}
  }
}

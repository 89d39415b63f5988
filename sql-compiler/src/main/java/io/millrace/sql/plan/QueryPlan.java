package io.millrace.sql.plan;

import io.millrace.query.Routing;
import io.millrace.query.StreamDefinition;
import io.millrace.type.Schema;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/**
 * The plan of a query: filter, one operator, output filter, output expressions.
 *
 * @param stream what is read
 * @param filter condition over the stream's columns, or null
 * @param operator the step that may hold state
 * @param outputFilter condition over the operator's fields (HAVING), or null
 * @param outputs output expressions over the operator's fields
 * @param names names of the output columns
 * @param emission when results are put out; CHANGES where there is no aggregate
 * @param oldValues whether a change is put out with the old values before the new ones
 */
public record QueryPlan(
    StreamDefinition stream,
    RexNode filter,
    OperatorPlan operator,
    RexNode outputFilter,
    List<RexNode> outputs,
    List<String> names,
    Emission emission,
    boolean oldValues) {

  /** Whether a group can be deleted again, because it can leave HAVING. */
  public boolean deletes() {
    return operator instanceof GroupPlan && emission == Emission.CHANGES && outputFilter != null;
  }

  /** Whether output can take rows back: those deleted, and old values where they are asked for. */
  public boolean retracts() {
    return deletes() || putsOutOldValues();
  }

  /** Whether a change is put out as two rows. */
  public boolean putsOutOldValues() {
    return operator instanceof GroupPlan && emission == Emission.CHANGES && oldValues;
  }

  /** The same with every group put out once, at the end. */
  public QueryPlan atTheEnd() {
    return new QueryPlan(
        stream, filter, operator, outputFilter, outputs, names, Emission.FINAL, false);
  }

  /** What its state is made of, one property a line; equal text means that state can be kept. */
  public String stateShape() {
    return StateShape.of(this);
  }

  /** The plan as text, one step a line, last step first; then its routing and its columns. */
  public String describe(Routing routing, Schema columns) {
    return PlanText.of(this)
        + "\nRouting "
        + ExpressionText.escaped(routing.toString())
        + "\nColumns "
        + PlanText.columns(columns);
  }
}

package io.millrace.sql.plan;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;

/**
 * ROW_NUMBER in event-time order: output fields are the stream's columns and the row number.
 *
 * @param keys PARTITION BY expressions over the stream's columns; may be empty
 * @param eventTimeColumn the column that orders
 * @param fieldTypes types of the columns and of the row number
 */
public record RowNumberPlan(List<RexNode> keys, int eventTimeColumn, List<RelDataType> fieldTypes)
    implements OperatorPlan {}

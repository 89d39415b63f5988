package io.millrace.sql.plan;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;

/** The one step of a query that may hold state. Its output fields are what comes behind it sees. */
public sealed interface OperatorPlan permits StatelessPlan, GroupPlan, RowNumberPlan {
  /** Types of the output fields, in order. */
  List<RelDataType> fieldTypes();
}

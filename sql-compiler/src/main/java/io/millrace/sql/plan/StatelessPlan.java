package io.millrace.sql.plan;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;

/**
 * No state: output fields are the stream's columns.
 *
 * @param fieldTypes types of the columns
 */
public record StatelessPlan(List<RelDataType> fieldTypes) implements OperatorPlan {}

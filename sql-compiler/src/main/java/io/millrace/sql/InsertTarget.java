package io.millrace.sql;

import io.millrace.query.SqlException;
import io.millrace.query.SqlPosition;
import io.millrace.query.StreamDefinition;
import io.millrace.sql.plan.QueryPlan;
import io.millrace.sql.validate.MillraceTypeFactory;
import io.millrace.sql.validate.TypeConversion;
import io.millrace.type.Column;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Fits the result of a query to the columns of the stream that it is inserted into. */
final class InsertTarget {
  private InsertTarget() {}

  /**
   * The plan with one output a column of the target, cast to its type; NULL where none is given.
   */
  static QueryPlan assign(
      QueryPlan plan, StreamDefinition target, int[] columns, SqlPosition position) {
    if (plan.outputs().size() != columns.length) {
      throw new SqlException(
          "wrong number of columns: selected="
              + plan.outputs().size()
              + ", inserted="
              + columns.length
              + ", stream="
              + target.name()
              + "; select one value a column",
          position);
    }
    RexBuilder rex = new RexBuilder(new MillraceTypeFactory());
    List<RexNode> outputs = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < target.schema().size(); i++) {
      Column column = target.schema().column(i);
      RelDataType type = TypeConversion.toRelDataType(column.type(), rex.getTypeFactory());
      int source = indexOf(columns, i);
      RexNode value = source < 0 ? rex.makeNullLiteral(type) : plan.outputs().get(source);
      outputs.add(assign(rex, value, type, column, position));
      names.add(column.name());
    }
    return new QueryPlan(
        plan.stream(),
        plan.filter(),
        plan.operator(),
        plan.outputFilter(),
        outputs,
        names,
        plan.emission(),
        plan.oldValues());
  }

  private static int indexOf(int[] columns, int column) {
    for (int i = 0; i < columns.length; i++) {
      if (columns[i] == column) {
        return i;
      }
    }
    return -1;
  }

  private static RexNode assign(
      RexBuilder rex, RexNode value, RelDataType type, Column column, SqlPosition position) {
    if (value.getType().isNullable() && !type.isNullable()) {
      throw new SqlException(
          "NULL may come into a NOT NULL column: column="
              + column.name()
              + "; use COALESCE, or declare the column without NOT NULL",
          position);
    }
    if (!SqlTypeUtil.canAssignFrom(type, value.getType())) {
      throw new SqlException(
          "wrong type: column="
              + column.name()
              + ", type="
              + column.type()
              + ", selected="
              + value.getType()
              + "; use CAST",
          position);
    }
    RelDataType wanted =
        rex.getTypeFactory().createTypeWithNullability(type, value.getType().isNullable());
    return rex.ensureType(wanted, value, true);
  }
}

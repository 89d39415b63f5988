package io.millrace.sql.plan;

import java.math.BigDecimal;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;

/** The window columns as scalar functions of event time, size and offset in nanoseconds. */
public final class WindowFunctions {
  /** Start of the tumbling window that an event time falls into. */
  public static final SqlOperator START = function("MILLRACE_WINDOW_START");

  /** End of the tumbling window that an event time falls into. */
  public static final SqlOperator END = function("MILLRACE_WINDOW_END");

  private WindowFunctions() {}

  private static SqlOperator function(String name) {
    return new SqlFunction(
        name,
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.ARG0_NULLABLE,
        null,
        OperandTypes.VARIADIC,
        SqlFunctionCategory.SYSTEM);
  }

  static RexNode call(
      SqlOperator function,
      RexBuilder builder,
      RelDataType type,
      RexNode eventTime,
      long sizeNs,
      long offsetNs) {
    return builder.makeCall(
        type,
        function,
        java.util.List.of(eventTime, nanos(builder, sizeNs), nanos(builder, offsetNs)));
  }

  private static RexNode nanos(RexBuilder builder, long value) {
    RelDataType bigint = builder.getTypeFactory().createSqlType(SqlTypeName.BIGINT);
    return builder.makeLiteral(BigDecimal.valueOf(value), bigint, false);
  }

  static boolean isWindow(RexNode node) {
    return node instanceof RexCall call
        && (call.getOperator() == START || call.getOperator() == END);
  }

  static long nanos(RexCall call, int operand) {
    BigDecimal value = ((RexLiteral) call.getOperands().get(operand)).getValueAs(BigDecimal.class);
    return value.longValueExact();
  }
}

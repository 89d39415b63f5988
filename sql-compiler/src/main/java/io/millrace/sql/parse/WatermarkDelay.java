package io.millrace.sql.parse;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/** Reads the expression of WATERMARK: the column, or the column minus an interval. */
final class WatermarkDelay {
  private WatermarkDelay() {}

  static long read(Name column, SqlNode expression) {
    if (isColumn(column, expression)) {
      return 0;
    }
    if (expression.getKind() == SqlKind.MINUS) {
      SqlNode left = ((SqlCall) expression).operand(0);
      SqlNode right = ((SqlCall) expression).operand(1);
      if (isColumn(column, left) && right instanceof SqlIntervalLiteral interval) {
        return notNegative(interval);
      }
    }
    throw Positions.refuse(
        expression,
        "not a watermark: column="
            + column.text()
            + "; write "
            + column.text()
            + " or "
            + column.text()
            + " - INTERVAL '5' SECOND");
  }

  private static boolean isColumn(Name column, SqlNode node) {
    Name name = Name.orNull(node);
    return name != null && name.matches(column);
  }

  private static long notNegative(SqlIntervalLiteral interval) {
    long delayNs = Intervals.toNanos(interval);
    if (delayNs < 0) {
      throw Positions.refuse(
          interval, "negative watermark delay: delay=" + interval + "; it must be 0 or more");
    }
    return delayNs;
  }
}

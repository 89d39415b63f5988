package io.millrace.sql.parse;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * {@code FROM t TUMBLE(c, …)} as the standard writes it: {@code TUMBLE(TABLE t, DESCRIPTOR(c), …)}.
 */
public final class WindowCall {
  private WindowCall() {}

  /**
   * The first two operands: the table, a name or a query, and the descriptor of the time column.
   */
  public static List<SqlNode> tableAndColumn(SqlNode table, SqlIdentifier column) {
    SqlNode rows;
    if (table instanceof SqlIdentifier) {
      rows = SqlStdOperatorTable.EXPLICIT_TABLE.createCall(table.getParserPosition(), table);
    } else if (table.isA(SqlKind.QUERY)) {
      rows = table;
    } else {
      throw Positions.refuse(
          table,
          "a window needs a stream or a subquery in front of it; write FROM stream TUMBLE(…)");
    }
    return List.of(
        rows, SqlStdOperatorTable.DESCRIPTOR.createCall(column.getParserPosition(), column));
  }
}

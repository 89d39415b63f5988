package io.millrace.sql.validate;

import io.millrace.query.SqlException;
import io.millrace.query.SqlPosition;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Calcite's positions as positions of errors. */
public final class Positions {
  private Positions() {}

  /** The span of a node. */
  public static SqlPosition of(SqlParserPos pos) {
    return new SqlPosition(
        pos.getLineNum(), pos.getColumnNum(), pos.getEndLineNum(), pos.getEndColumnNum());
  }

  /** A refusal of a node. */
  public static SqlException refuse(SqlNode node, String message) {
    return new SqlException(message, of(node.getParserPosition()));
  }
}

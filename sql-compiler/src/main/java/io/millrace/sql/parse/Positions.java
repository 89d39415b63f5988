package io.millrace.sql.parse;

import io.millrace.query.SqlException;
import io.millrace.query.SqlPosition;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Calcite's positions as positions of errors. */
final class Positions {
  /** The place of nothing. */
  static final SqlPosition NONE = new SqlPosition(1, 1, 1, 1);

  private Positions() {}

  static SqlPosition of(SqlParserPos pos) {
    return new SqlPosition(
        pos.getLineNum(), pos.getColumnNum(), pos.getEndLineNum(), pos.getEndColumnNum());
  }

  static SqlPosition of(SqlNode node) {
    return of(node.getParserPosition());
  }

  static SqlException refuse(SqlNode node, String message) {
    return new SqlException(message, of(node));
  }
}

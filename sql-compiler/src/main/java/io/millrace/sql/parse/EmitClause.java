package io.millrace.sql.parse;

import io.millrace.query.SqlPosition;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The EMIT clause of a query.
 *
 * @param mode when results are to be put out
 * @param period the interval of EVERY; null otherwise
 * @param position where the clause stands; null if there is none
 */
public record EmitClause(EmitMode mode, SqlNode period, SqlPosition position) {
  /** No EMIT clause. */
  public static final EmitClause NONE = new EmitClause(EmitMode.DEFAULT, null, null);

  /** {@code EMIT FINAL}. */
  public static EmitClause finalOnly(SqlParserPos pos) {
    return new EmitClause(EmitMode.FINAL, null, Positions.of(pos));
  }

  /** {@code EMIT CHANGES}. */
  public static EmitClause changes(SqlParserPos pos) {
    return new EmitClause(EmitMode.CHANGES, null, Positions.of(pos));
  }

  /** {@code EMIT EVERY period}. */
  public static EmitClause every(SqlNode period, SqlParserPos pos) {
    return new EmitClause(EmitMode.EVERY, period, Positions.of(pos));
  }
}

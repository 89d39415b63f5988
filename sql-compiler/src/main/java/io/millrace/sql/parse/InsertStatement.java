package io.millrace.sql.parse;

import io.millrace.query.SqlException;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;

/**
 * {@code INSERT INTO stream [(columns)] VALUES … | SELECT …}.
 *
 * @param text what was written
 * @param stream where rows go
 * @param columns the columns as listed; empty if none are, which means all in order
 * @param source VALUES or a query, not validated
 * @param emit the EMIT clause of a query; none for VALUES
 */
public record InsertStatement(
    StatementText text, Name stream, List<Name> columns, SqlNode source, EmitClause emit)
    implements Statement {

  /**
   * The statement of these nodes.
   *
   * @throws SqlException if VALUES has an EMIT clause
   */
  public static InsertStatement of(
      StatementText text,
      SqlIdentifier stream,
      SqlNodeList columns,
      SqlNode source,
      EmitClause emit) {
    if (source.getKind() == SqlKind.VALUES && emit.position() != null) {
      throw new SqlException(
          "EMIT behind VALUES; leave it out, it is for queries", emit.position());
    }
    return new InsertStatement(text, Name.of(stream), Name.listOf(columns), source, emit);
  }

  /** Whether rows are written in the statement itself. */
  public boolean isValues() {
    return source.getKind() == SqlKind.VALUES;
  }

  /** The rows of VALUES, each a list of expressions. */
  public List<List<SqlNode>> rows() {
    return ((SqlCall) source)
        .getOperandList().stream().map(row -> ((SqlCall) row).getOperandList()).toList();
  }
}

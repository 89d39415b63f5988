package io.millrace.sql.parse;

import io.millrace.query.SqlPosition;

/**
 * One parsed SQL statement. Immutable but for Calcite's nodes in it, which a validator rewrites.
 */
public sealed interface Statement
    permits CreateStatement,
        DropStatement,
        ExplainStatement,
        InsertStatement,
        QueryStatement,
        SetStatement {

  /** What was written and where. */
  StatementText text();

  /** What was written, without the semicolon and without blanks and comments around it. */
  default String sql() {
    return text().sql();
  }

  /** Where it stands in the whole text, from its first to its last token. */
  default SqlPosition position() {
    return text().position();
  }
}

package io.millrace.sql.parse;

import io.millrace.query.SqlPosition;

/**
 * The text of one statement.
 *
 * @param sql what was written, from the first to the last token
 * @param position where it stands in the whole text
 */
public record StatementText(String sql, SqlPosition position) {

  /** The rest of this text from a place in it, in lines and columns of the whole text. */
  public StatementText from(int line, int column) {
    int offset = 0;
    for (int at = position.line(); at < line; at++) {
      offset = LineBreaks.nextLine(sql, offset);
    }
    offset += line == position.line() ? column - position.column() : column - 1;
    SqlPosition rest = new SqlPosition(line, column, position.endLine(), position.endColumn());
    return new StatementText(sql.substring(Math.min(offset, sql.length())), rest);
  }
}

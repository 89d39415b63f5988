package io.millrace.sql;

import io.millrace.query.Catalog;
import io.millrace.query.CompiledScript;
import io.millrace.query.CompiledStatement;
import io.millrace.query.SqlPosition;
import io.millrace.sql.parse.Statement;
import io.millrace.sql.parse.StatementReader;

/** The statements of one text, parsed and compiled one after another. */
final class SqlScript implements CompiledScript {
  private final StatementReader reader;
  private SqlPosition position;

  SqlScript(String text) {
    this.reader = new StatementReader(text);
  }

  @Override
  public CompiledStatement next(Catalog catalog) {
    Statement statement = reader.next();
    if (statement == null) {
      return null;
    }
    position = statement.text().position();
    return new StatementCompiler(catalog).compile(statement);
  }

  @Override
  public SqlPosition position() {
    return position;
  }
}

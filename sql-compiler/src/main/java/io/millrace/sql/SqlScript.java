package io.millrace.sql;

import io.millrace.query.Catalog;
import io.millrace.query.CompiledScript;
import io.millrace.query.CompiledStatement;
import io.millrace.query.SqlException;
import io.millrace.query.SqlLimits;
import io.millrace.query.SqlPosition;
import io.millrace.sql.parse.OptionEntry;
import io.millrace.sql.parse.SetStatement;
import io.millrace.sql.parse.Statement;
import io.millrace.sql.parse.StatementReader;

/** The statements of one text, parsed and compiled one after another. */
final class SqlScript implements CompiledScript {
  /** Option of SET: changes come with the old values before the new ones. */
  private static final String OLD_VALUES = "old-values";

  private final StatementReader reader;
  private final SqlLimits limits;
  private boolean oldValues;
  private SqlPosition position;

  SqlScript(String text, SqlLimits limits) {
    this.reader = new StatementReader(text, limits);
    this.limits = limits;
  }

  @Override
  public CompiledStatement next(Catalog catalog) {
    Statement statement = reader.next();
    if (statement == null) {
      return null;
    }
    position = statement.text().position();
    if (statement instanceof SetStatement set && set.option().key().equals(OLD_VALUES)) {
      oldValues = bool(set.option());
    }
    return new StatementCompiler(catalog, limits, oldValues).compile(statement);
  }

  private static boolean bool(OptionEntry option) {
    if (option.value().equalsIgnoreCase("true") || option.value().equalsIgnoreCase("false")) {
      return option.value().equalsIgnoreCase("true");
    }
    throw new SqlException(
        "not a value of this option: name="
            + option.key()
            + ", value="
            + option.value()
            + "; write 'true' or 'false'",
        option.valuePosition());
  }

  @Override
  public SqlPosition position() {
    return position;
  }
}

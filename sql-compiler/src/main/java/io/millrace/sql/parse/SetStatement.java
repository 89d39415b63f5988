package io.millrace.sql.parse;

import org.apache.calcite.sql.SqlNode;

/**
 * {@code SET name = value}.
 *
 * @param text what was written
 * @param option the name, which may have dots, and the value
 */
public record SetStatement(StatementText text, OptionEntry option) implements Statement {

  /**
   * The statement of an option whose name is an identifier or a string and whose value a literal.
   */
  public static SetStatement of(StatementText text, SqlNode name, SqlNode value) {
    return new SetStatement(text, OptionEntry.of(name, value));
  }
}

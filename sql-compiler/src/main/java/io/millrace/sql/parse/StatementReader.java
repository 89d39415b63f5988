package io.millrace.sql.parse;

import io.millrace.query.SqlException;
import io.millrace.query.SqlPosition;
import io.millrace.sql.parse.grammar.ParseException;
import io.millrace.sql.parse.grammar.Token;
import java.util.List;
import org.apache.calcite.runtime.CalciteContextException;

/**
 * Reads the statements of an SQL text one after another. Statements end with a semicolon, the last
 * one may go without; empty ones are skipped. One thread.
 */
public final class StatementReader {
  private final Lexer lexer;
  private SqlPosition position;

  /** A reader of a text of one or many statements. */
  public StatementReader(String text) {
    this.lexer = new Lexer(text);
  }

  /**
   * Parses the next statement.
   *
   * @return the statement, or null at the end of the text
   * @throws SqlException if it is no statement; the next call goes on behind it, unless a string or
   *     comment without end has swallowed the rest
   */
  public Statement next() {
    position = null;
    List<Token> tokens = lexer.next();
    if (tokens == null) {
      return null;
    }
    Token first = tokens.get(0);
    Token last = tokens.get(tokens.size() - 2);
    position = new SqlPosition(first.beginLine, first.beginColumn, last.endLine, last.endColumn);
    StatementStart.check(first);
    KeywordPass.apply(tokens);
    return parse(tokens, new StatementText(lexer.statement(), position));
  }

  /** Where the statement stands that {@link #next} read last, also if it failed; else null. */
  public SqlPosition position() {
    return position;
  }

  private static Statement parse(List<Token> tokens, StatementText text) {
    GrammarRun run = new GrammarRun(tokens);
    try {
      Statement statement = run.statement(text);
      checkDepth(statement);
      return statement;
    } catch (ParseException e) {
      throw SyntaxErrors.of(tokens, run);
    } catch (CalciteContextException e) {
      throw CalciteErrors.translate(e);
    } catch (StackOverflowError e) {
      throw new SqlException("statement is too deep; split it", text.position());
    }
  }

  private static void checkDepth(Statement statement) {
    if (statement instanceof QueryStatement query) {
      TreeDepth.check(query.query());
    } else if (statement instanceof InsertStatement insert) {
      TreeDepth.check(insert.source());
    } else if (statement instanceof ExplainStatement explain) {
      checkDepth(explain.statement());
    }
  }
}

package io.millrace.sql.parse;

import io.millrace.query.SqlException;
import io.millrace.query.SqlLimits;
import io.millrace.query.SqlPosition;
import io.millrace.sql.parse.grammar.ParseException;
import io.millrace.sql.parse.grammar.Token;
import java.util.List;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlNode;

/**
 * Reads the statements of an SQL text one after another. Statements end with a semicolon, the last
 * one may go without; empty ones are skipped. One thread.
 */
public final class StatementReader {
  private final Lexer lexer;
  private final SqlLimits limits;
  private SqlPosition position;

  /** A reader of a text of one or many statements, under the default limits. */
  public StatementReader(String text) {
    this(text, SqlLimits.defaults());
  }

  /** A reader of a text of one or many statements. */
  public StatementReader(String text, SqlLimits limits) {
    this.lexer = new Lexer(text, limits);
    this.limits = limits;
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
    KeywordPass.apply(tokens, limits);
    try {
      return parse(tokens, new StatementText(lexer.statement(), position));
    } catch (SqlException e) {
      throw e;
    } catch (RuntimeException e) {
      SqlException error =
          new SqlException(
              "statement is not understood: " + e + "; write it another way", position);
      error.initCause(e);
      throw error;
    }
  }

  /** Where the statement stands that {@link #next} read last, also if it failed; else null. */
  public SqlPosition position() {
    return position;
  }

  private Statement parse(List<Token> tokens, StatementText text) {
    GrammarRun run = new GrammarRun(tokens);
    try {
      Statement statement = run.statement(text);
      checkSize(statement);
      return statement;
    } catch (ParseException e) {
      throw SyntaxErrors.of(tokens, run);
    } catch (CalciteContextException e) {
      throw CalciteErrors.translate(e);
    } catch (StackOverflowError e) {
      throw new SqlException("statement is too deep; split it", text.position());
    }
  }

  private void checkSize(Statement statement) {
    if (statement instanceof QueryStatement query) {
      check(query.query());
    } else if (statement instanceof InsertStatement insert) {
      check(insert.source());
    } else if (statement instanceof ExplainStatement explain) {
      checkSize(explain.statement());
    }
  }

  private void check(SqlNode query) {
    ExpansionCheck.check(query, limits);
    TreeDepth.check(query, limits);
  }
}

package io.millrace.sql.parse;

import io.millrace.query.SqlException;
import io.millrace.sql.parse.grammar.GeneratedParser;
import io.millrace.sql.parse.grammar.ParseException;
import io.millrace.sql.parse.grammar.Token;
import java.util.List;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.validate.SqlConformanceEnum;

/** One run of the generated parser over the tokens of a statement. One thread, one use. */
final class GrammarRun {
  private final TokenFeed feed;
  private final GeneratedParser parser;
  private boolean complete;

  GrammarRun(List<Token> tokens) {
    this.feed = new TokenFeed(tokens);
    this.parser = new GeneratedParser(feed);
    parser.setUnquotedCasing(Casing.UNCHANGED);
    parser.setQuotedCasing(Casing.UNCHANGED);
    parser.setIdentifierMaxLength(Lexer.MAX_NAME_LENGTH);
    parser.setConformance(SqlConformanceEnum.LENIENT);
  }

  /**
   * The statement.
   *
   * @throws ParseException if the tokens are not one
   * @throws CalciteContextException if Calcite refuses what it means
   * @throws SqlException if Millrace does
   */
  Statement statement(StatementText text) throws ParseException {
    Statement statement = parser.StatementEof(text);
    complete = true;
    return statement;
  }

  /** Runs for {@link #seen} and {@link #consumed} only. */
  GrammarRun tried() {
    try {
      statement(new StatementText("", Positions.NONE));
    } catch (ParseException | CalciteContextException | SqlException e) {
      complete = false;
    }
    return this;
  }

  /**
   * Index of the last token that was looked at; the largest int if all made a statement. The
   * grammar looks ahead while what it sees fits one of the ways to go on, so that this is mostly
   * the first token that does not fit, and sometimes one behind it.
   */
  int seen() {
    return complete ? Integer.MAX_VALUE : feed.furthest();
  }

  /** Index of the last token that was used; -1 if none was. */
  int consumed() {
    return TokenFeed.indexOf(parser.token);
  }
}

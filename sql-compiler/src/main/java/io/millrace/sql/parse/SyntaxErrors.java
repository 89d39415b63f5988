package io.millrace.sql.parse;

import io.millrace.query.SqlException;
import io.millrace.sql.parse.grammar.GeneratedParserConstants;
import io.millrace.sql.parse.grammar.Token;
import java.util.List;
import java.util.Set;

/**
 * Says briefly what the grammar does not understand in a statement. What it expected instead is
 * found by trying: a word is expected if the grammar would have gone on behind it.
 */
final class SyntaxErrors {
  private static final int LONGEST_FOUND = 40;

  /** Words that stand where a name is missing rather than as the name. */
  private static final Set<String> CLAUSES = Set.of("FROM", "WHERE", "AND", "OR", "SELECT");

  private final List<Token> tokens;
  private final int at;
  private final Expectations expectations;

  private SyntaxErrors(List<Token> tokens, GrammarRun failed) {
    this.tokens = tokens;
    this.expectations = new Expectations(tokens);
    this.at = expectations.firstMisfit(failed);
  }

  /** The error of tokens over which a run has failed. */
  static SqlException of(List<Token> tokens, GrammarRun failed) {
    return new SyntaxErrors(tokens, failed).error();
  }

  private SqlException error() {
    Token found = tokens.get(at);
    if (found.kind == GeneratedParserConstants.EMIT) {
      return error(found, "EMIT stands too early; make it the last clause of the whole query");
    }
    if (isReservedWordAsName()) {
      return error(
          found, "reserved word as a name: name=" + found.image + "; put it in double quotes");
    }
    for (int index = at; index >= Math.max(1, at - 1); index--) {
      String meant = expectations.misspelt(index, at);
      if (meant != null) {
        Token token = tokens.get(index);
        return new SqlException(
            "syntax error: found=" + token.image, Tokens.position(token), List.of(meant));
      }
    }
    String what =
        Tokens.isEnd(found) ? "unexpected end of statement" : "syntax error: found=" + shown(found);
    List<String> expected = expectations.at(at);
    return error(
        found, expected.isEmpty() ? what : what + "; expected " + String.join(", ", expected));
  }

  private boolean isReservedWordAsName() {
    Token found = tokens.get(at);
    if (!TokenKinds.isWord(found.kind) || CLAUSES.contains(Tokens.upper(found))) {
      return false;
    }
    Token next = tokens.get(at + 1);
    boolean endsName = !Tokens.isWord(next) || Set.of("FROM", "AS").contains(Tokens.upper(next));
    return endsName && expectations.fits(at, GeneratedParserConstants.IDENTIFIER);
  }

  private static SqlException error(Token token, String message) {
    return new SqlException(message, Tokens.position(token));
  }

  private static String shown(Token token) {
    String line = token.image.lines().findFirst().orElse("");
    if (TokenKinds.text(token.kind) != null && !TokenKinds.isWord(token.kind)) {
      return "'" + line + "'";
    }
    return line.length() <= LONGEST_FOUND ? line : line.substring(0, LONGEST_FOUND) + "...";
  }
}

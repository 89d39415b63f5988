package io.millrace.sql.parse;

import io.millrace.query.SqlPosition;
import io.millrace.sql.parse.grammar.GeneratedParserConstants;
import io.millrace.sql.parse.grammar.Token;
import java.util.Locale;

/** Questions to tokens of the generated parser. */
final class Tokens {
  private Tokens() {}

  /** A token of a kind with the place of another one. */
  static Token like(Token other, int kind) {
    String image =
        switch (kind) {
          case GeneratedParserConstants.EOF, GeneratedParserConstants.BEL -> "";
          case GeneratedParserConstants.UNSIGNED_INTEGER_LITERAL -> "1";
          case GeneratedParserConstants.QUOTED_STRING -> "'1'";
          case GeneratedParserConstants.IDENTIFIER -> "x";
          default -> TokenKinds.text(kind);
        };
    return place(new Token(kind, image), other);
  }

  /** The token, put where another one stands. */
  static Token place(Token token, Token other) {
    token.beginLine = other.beginLine;
    token.beginColumn = other.beginColumn;
    token.endLine = other.endLine;
    token.endColumn = other.endColumn;
    return token;
  }

  static SqlPosition position(Token token) {
    return new SqlPosition(token.beginLine, token.beginColumn, token.endLine, token.endColumn);
  }

  static boolean isEnd(Token token) {
    return token.kind == GeneratedParserConstants.EOF;
  }

  static boolean isName(Token token) {
    return token.kind == GeneratedParserConstants.IDENTIFIER;
  }

  static boolean isWord(Token token) {
    return isName(token) || TokenKinds.isWord(token.kind);
  }

  static String upper(Token token) {
    return token.image.toUpperCase(Locale.ROOT);
  }
}

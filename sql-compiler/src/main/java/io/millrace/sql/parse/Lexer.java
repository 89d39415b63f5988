package io.millrace.sql.parse;

import io.millrace.query.SqlException;
import io.millrace.query.SqlLimit;
import io.millrace.query.SqlLimits;
import io.millrace.query.SqlPosition;
import io.millrace.sql.parse.grammar.GeneratedParserConstants;
import io.millrace.sql.parse.grammar.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts SQL text into statements and those into tokens. Every word is a keyword here if it can be
 * one anywhere. One thread.
 *
 * <p>Characters that SQL does not know do not end a statement: reading goes on behind it. A string
 * or comment without end leaves nothing to go on with.
 */
final class Lexer {
  /** Most characters of a name. */
  static final int MAX_NAME_LENGTH = 128;

  /** More cannot be read as a number. */
  private static final int MAX_EXPONENT_DIGITS = 9;

  private final TextCursor cursor;
  private final String text;
  private final SqlLimits limits;
  private List<Token> tokens;
  private SqlException error;
  private int start;
  private int end;

  Lexer(String text, SqlLimits limits) {
    this.text = text;
    this.limits = limits;
    this.cursor = new TextCursor(text);
  }

  /**
   * The tokens of the next statement that has any, with one that marks the end.
   *
   * @return the tokens, or null at the end of the text
   * @throws SqlException if there is something in the statement that is no token
   */
  List<Token> next() {
    do {
      tokens = new ArrayList<>();
      error = null;
      readStatement();
      if (error != null) {
        throw error;
      }
    } while (tokens.isEmpty() && !cursor.atEnd());
    if (tokens.isEmpty()) {
      return null;
    }
    Token last = tokens.get(tokens.size() - 1);
    add(GeneratedParserConstants.EOF, "", last.endLine, last.endColumn + 1, last.endColumn + 1);
    return tokens;
  }

  /** The text of the statement that was read last, from its first to its last token. */
  String statement() {
    return text.substring(start, end);
  }

  private void readStatement() {
    start = -1;
    while (skipBlanksAndComments() && cursor.peek() != ';') {
      if (start < 0) {
        start = cursor.index();
      }
      readToken();
      end = cursor.index();
      if (limits.excludes(SqlLimit.STATEMENT_LENGTH, end - start)) {
        failTooLong();
        tokens.clear();
      }
    }
    if (!cursor.atEnd()) {
      cursor.advance(1);
    }
  }

  /** Marks the last character that has been read. */
  private void failTooLong() {
    if (error == null) {
      int column = Math.max(1, cursor.column() - 1);
      String message =
          "statement is too long: characters="
              + (end - start)
              + " or more"
              + limits.refusal(SqlLimit.STATEMENT_LENGTH, "split it into several");
      error =
          new SqlException(message, new SqlPosition(cursor.line(), column, cursor.line(), column));
    }
  }

  private boolean skipBlanksAndComments() {
    while (!cursor.atEnd()) {
      char c = cursor.peek();
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
        cursor.advance(1);
      } else if (c == '\uFEFF' && cursor.index() == 0) {
        cursor.advance(1);
      } else if (cursor.startsWith("--")) {
        cursor.skipLine();
      } else if (cursor.startsWith("/*")) {
        skipComment();
      } else {
        return true;
      }
    }
    return false;
  }

  private void skipComment() {
    int close = text.indexOf("*/", cursor.index() + 2);
    if (close < 0) {
      failToEndOfLine("comment without end; close it with */");
      cursor.moveTo(text.length());
    } else {
      cursor.moveTo(close + 2);
    }
  }

  private void readToken() {
    char c = cursor.peek();
    if (c == '\'') {
      readString();
    } else if (c == '"') {
      readQuotedName();
    } else if (LexicalClasses.startsNumber(text, cursor.index())) {
      readNumber();
    } else if (LexicalClasses.isWordStart(text.codePointAt(cursor.index()))) {
      readWord();
    } else {
      readSymbol();
    }
  }

  private void readString() {
    int close = closingQuote('\'');
    if (close < 0) {
      failToEndOfLine("string without end; close it with '");
      cursor.moveTo(text.length());
    } else {
      checkLiteral("string", close - cursor.index() - 1, 2);
      take(GeneratedParserConstants.QUOTED_STRING, close + 1);
    }
  }

  /** Marks the first line of it only; that is where its author looks. */
  private void checkLiteral(String kind, int length, int quotes) {
    if (limits.excludes(SqlLimit.LITERAL_LENGTH, length)) {
      String message =
          kind
              + " is too long: characters="
              + length
              + limits.refusal(SqlLimit.LITERAL_LENGTH, "shorten it");
      fail(message, Math.min(length + quotes, cursor.endOfLine() - cursor.index()));
    }
  }

  private void readQuotedName() {
    int close = closingQuote('"');
    if (close < 0 || LineBreaks.any(text, cursor.index(), close)) {
      failToEndOfLine("quoted name without end; close it with \" on the same line");
      cursor.moveTo(cursor.endOfLine());
    } else if (close == cursor.index() + 1) {
      fail("empty name; write at least one character between the quotes", 2);
      cursor.advance(2);
    } else {
      take(GeneratedParserConstants.QUOTED_IDENTIFIER, close + 1);
    }
  }

  /** Index of the quote that ends what begins here, where two quotes stand for one; -1 if none. */
  private int closingQuote(char quote) {
    int at = text.indexOf(quote, cursor.index() + 1);
    while (at >= 0 && at + 1 < text.length() && text.charAt(at + 1) == quote) {
      at = text.indexOf(quote, at + 2);
    }
    return at;
  }

  private void readNumber() {
    int stop = LexicalClasses.endOfNumber(text, cursor.index());
    int wordEnd = LexicalClasses.endOfWord(text, stop);
    if (wordEnd > stop) {
      String written = text.substring(cursor.index(), wordEnd);
      fail(
          "malformed number: number=" + written + "; put a blank or a quote where it ends",
          wordEnd - cursor.index());
      cursor.moveTo(wordEnd);
      return;
    }
    checkLiteral("number", stop - cursor.index(), 0);
    String image = text.substring(cursor.index(), stop);
    if (LexicalClasses.exponentDigits(image) > MAX_EXPONENT_DIGITS) {
      fail("number is too large: number=" + image + "; write a smaller one", image.length());
    }
    int kind =
        image.indexOf('e') >= 0 || image.indexOf('E') >= 0
            ? GeneratedParserConstants.APPROX_NUMERIC_LITERAL
            : image.indexOf('.') >= 0
                ? GeneratedParserConstants.DECIMAL_NUMERIC_LITERAL
                : GeneratedParserConstants.UNSIGNED_INTEGER_LITERAL;
    take(kind, stop);
  }

  private void readWord() {
    int stop = LexicalClasses.endOfWord(text, cursor.index());
    String word = text.substring(cursor.index(), stop);
    String prefixed = LexicalClasses.stringPrefix(text, cursor.index(), stop);
    if (prefixed != null) {
      fail(
          "string with a prefix is not supported: prefix="
              + prefixed
              + "; write a plain string in single quotes",
          prefixed.length());
    }
    int kind = LexicalClasses.isAscii(word) ? TokenKinds.ofWord(word) : -1;
    take(kind < 0 ? GeneratedParserConstants.IDENTIFIER : kind, stop);
  }

  private void readSymbol() {
    String refusal = LexicalClasses.refusedSymbol(text, cursor.index());
    int length = LexicalClasses.symbolLength(text, cursor.index());
    if (refusal != null) {
      fail(refusal, length);
      cursor.advance(length);
    } else {
      String symbol = text.substring(cursor.index(), cursor.index() + length);
      take(TokenKinds.ofSymbol(symbol), cursor.index() + length);
    }
  }

  private void take(int kind, int stop) {
    int quotes = kind == GeneratedParserConstants.QUOTED_IDENTIFIER ? 2 : 0;
    int length = stop - cursor.index() - quotes;
    boolean name = kind == GeneratedParserConstants.IDENTIFIER || quotes > 0;
    if (name && length > MAX_NAME_LENGTH) {
      fail(
          "name is too long: length=" + length + ", limit=" + MAX_NAME_LENGTH + "; shorten it",
          length + quotes);
    }
    Token token = new Token(kind, text.substring(cursor.index(), stop));
    token.beginLine = cursor.line();
    token.beginColumn = cursor.column();
    cursor.moveTo(stop - 1);
    token.endLine = cursor.line();
    token.endColumn = cursor.column();
    cursor.advance(1);
    tokens.add(token);
  }

  private void add(int kind, String image, int line, int column, int endColumn) {
    Token token = new Token(kind, image);
    token.beginLine = line;
    token.beginColumn = column;
    token.endLine = line;
    token.endColumn = endColumn;
    tokens.add(token);
  }

  private void fail(String message, int length) {
    fail(message, cursor.line(), cursor.column() + length - 1);
  }

  private void failToEndOfLine(String message) {
    fail(message, cursor.line(), cursor.column() + cursor.endOfLine() - cursor.index() - 1);
  }

  private void fail(String message, int endLine, int endColumn) {
    if (error == null) {
      error =
          new SqlException(
              message, new SqlPosition(cursor.line(), cursor.column(), endLine, endColumn));
    }
  }
}

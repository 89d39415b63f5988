package io.millrace.sql.parse;

import io.millrace.sql.parse.grammar.GeneratedParserTokenManager;
import io.millrace.sql.parse.grammar.SimpleCharStream;
import io.millrace.sql.parse.grammar.Token;
import java.io.Reader;
import java.util.List;

/**
 * Hands copies of tokens that exist already to the generated parser and knows how far it looked.
 * One thread.
 */
final class TokenFeed extends GeneratedParserTokenManager {
  private static final class IndexedToken extends Token {
    private static final long serialVersionUID = 1L;
    final int index;

    IndexedToken(Token token, int index) {
      super(token.kind, token.image);
      this.index = index;
    }
  }

  private final List<Token> tokens;
  private int next;

  /** A feed of tokens, the last of which marks the end. */
  TokenFeed(List<Token> tokens) {
    super(new SimpleCharStream(Reader.nullReader(), 1, 1, 1));
    this.tokens = tokens;
  }

  /** Index of a token that came from a feed; -1 of any other. */
  static int indexOf(Token token) {
    return token instanceof IndexedToken indexed ? indexed.index : -1;
  }

  /** Index of the last token that was asked for. */
  int furthest() {
    return next - 1;
  }

  @Override
  public Token getNextToken() {
    int index = Math.min(next, tokens.size() - 1);
    next = index + 1;
    return Tokens.place(new IndexedToken(tokens.get(index), index), tokens.get(index));
  }
}

package io.millrace.sql.parse;

import io.millrace.sql.parse.grammar.GeneratedParserTokenManager;
import io.millrace.sql.parse.grammar.SimpleCharStream;
import io.millrace.sql.parse.grammar.Token;
import java.io.Reader;
import java.util.List;

/** Hands tokens that exist already to the generated parser. One thread. */
final class TokenFeed extends GeneratedParserTokenManager {
  private final List<Token> tokens;
  private int next;

  /** A feed of tokens, the last of which marks the end. */
  TokenFeed(List<Token> tokens) {
    super(new SimpleCharStream(Reader.nullReader()));
    this.tokens = tokens;
  }

  @Override
  public Token getNextToken() {
    return tokens.get(Math.min(next++, tokens.size() - 1));
  }
}

package io.millrace.sql.parse;

import io.millrace.query.SqlLimits;
import io.millrace.sql.parse.grammar.GeneratedParserConstants;
import io.millrace.sql.parse.grammar.Token;
import java.util.List;

/**
 * Turns words of a statement that are names where they stand into identifiers, so that {@code
 * count}, {@code end} or {@code timestamp} can be columns and yet {@code COUNT(*)}, {@code CASE …
 * END} and {@code TIMESTAMP '…'} mean what they always mean.
 */
final class KeywordPass {
  private KeywordPass() {}

  /**
   * Changes the kinds of tokens, in one walk over them.
   *
   * @param tokens the tokens of a statement, the last of which marks the end
   * @throws io.millrace.query.SqlException if it is nested too deeply
   */
  static void apply(List<Token> tokens, SqlLimits limits) {
    KeywordContext context = new KeywordContext(tokens, limits);
    KeywordRules rules = new KeywordRules(context);
    for (Token token : tokens.subList(0, tokens.size() - 1)) {
      boolean word = TokenKinds.isWord(token.kind);
      if (word && rules.isKeyword(Tokens.upper(token))) {
        context.passKeyword(Tokens.upper(token));
      } else if (word || isName(token)) {
        becomeName(token, context.text(1).equals("("));
        context.passName();
      } else {
        context.passSymbolOrLiteral();
      }
    }
  }

  private static boolean isName(Token token) {
    return token.kind == GeneratedParserConstants.IDENTIFIER
        || token.kind == GeneratedParserConstants.QUOTED_IDENTIFIER;
  }

  private static void becomeName(Token token, boolean called) {
    if (token.kind == GeneratedParserConstants.QUOTED_IDENTIFIER) {
      return;
    }
    token.kind = GeneratedParserConstants.IDENTIFIER;
    if (!called && Keywords.CALLS_WITHOUT_PARENTHESES.contains(Tokens.upper(token))) {
      token.kind = GeneratedParserConstants.QUOTED_IDENTIFIER;
      token.image = '"' + token.image + '"';
    }
  }
}

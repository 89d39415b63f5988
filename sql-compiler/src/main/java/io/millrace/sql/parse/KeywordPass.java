package io.millrace.sql.parse;

import io.millrace.sql.parse.grammar.GeneratedParserConstants;
import io.millrace.sql.parse.grammar.Token;
import java.util.List;

/** Decides which words of a statement are keywords and which are names. */
final class KeywordPass {
  private KeywordPass() {}

  static void apply(List<Token> tokens) {
    for (int i = 1; i < tokens.size(); i++) {
      int before = tokens.get(i - 1).kind;
      Token token = tokens.get(i);
      boolean name =
          before == GeneratedParserConstants.DOT || before == GeneratedParserConstants.AS;
      if (name && TokenKinds.ofWord(token.image) >= 0) {
        token.kind = GeneratedParserConstants.IDENTIFIER;
      }
    }
  }
}

package io.millrace.sql.parse;

import io.millrace.sql.parse.grammar.GeneratedParserConstants;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Which numbers the generated parser gave to keywords, operators and punctuation. */
final class TokenKinds {
  private static final Map<String, Integer> WORDS = new HashMap<>();
  private static final Map<String, Integer> SYMBOLS = new HashMap<>();

  static {
    String[] images = GeneratedParserConstants.tokenImage;
    for (int kind = 0; kind < images.length; kind++) {
      String text = literal(images[kind]);
      if (text != null) {
        boolean word = Character.isLetter(text.charAt(0));
        (word ? WORDS : SYMBOLS).put(word ? text.toUpperCase(Locale.ROOT) : text, kind);
      }
    }
  }

  private TokenKinds() {}

  /** The kind of a keyword in any case, or -1. */
  static int ofWord(String word) {
    return WORDS.getOrDefault(word.toUpperCase(Locale.ROOT), -1);
  }

  /** The kind of an operator or punctuation, or -1. */
  static int ofSymbol(String symbol) {
    return SYMBOLS.getOrDefault(symbol, -1);
  }

  /** Whether a kind is that of a keyword. */
  static boolean isWord(int kind) {
    String text = text(kind);
    return text != null && Character.isLetter(text.charAt(0));
  }

  /** The keyword or symbol that a kind stands for, or null for names and literals. */
  static String text(int kind) {
    return literal(GeneratedParserConstants.tokenImage[kind]);
  }

  private static String literal(String image) {
    boolean quoted = image.length() > 2 && image.startsWith("\"") && image.indexOf('\\') < 0;
    return quoted ? image.substring(1, image.length() - 1) : null;
  }
}

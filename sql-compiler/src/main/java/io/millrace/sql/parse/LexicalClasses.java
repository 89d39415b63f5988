package io.millrace.sql.parse;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which characters make words, numbers and symbols. */
final class LexicalClasses {
  private static final int LONGEST_SYMBOL = 2;
  private static final Set<String> STRING_PREFIXES = Set.of("N", "X", "B", "E");

  private static final Map<String, String> REFUSED =
      Map.of(
          "::", "use CAST(value AS type)",
          "==", "use =",
          "&&", "use AND",
          "//", "use -- for a comment");

  private static final Map<Integer, String> LOOKALIKES =
      Map.of(
          0x2018,
          "use ' for strings",
          0x2019,
          "use ' for strings",
          0x201C,
          "use \" for names and ' for strings",
          0x201D,
          "use \" for names and ' for strings",
          (int) '`',
          "use \" for names",
          0x2212,
          "use - for minus",
          0x2013,
          "use - for minus",
          0x00A0,
          "use a plain blank",
          (int) '{',
          "set the variable, or put the text in quotes",
          (int) '}',
          "set the variable, or put the text in quotes");

  private LexicalClasses() {}

  static boolean isWordStart(int codePoint) {
    return Character.isLetter(codePoint) || codePoint == '_';
  }

  private static boolean isWordPart(int codePoint) {
    int type = Character.getType(codePoint);
    return Character.isLetterOrDigit(codePoint)
        || codePoint == '_'
        || codePoint == '$'
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  static int endOfWord(String text, int start) {
    int at = start;
    while (at < text.length() && isWordPart(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  static boolean isAscii(String word) {
    return word.chars().allMatch(c -> c < 0x80);
  }

  /** What makes a string of the word before its quote, such as {@code N'}; null if it is a word. */
  static String stringPrefix(String text, int start, int stop) {
    String word = text.substring(start, stop).toUpperCase(Locale.ROOT);
    boolean quote = stop < text.length() && text.charAt(stop) == '\'';
    if (quote && (STRING_PREFIXES.contains(word) || word.startsWith("_"))) {
      return text.substring(start, stop);
    }
    boolean unicode =
        word.equals("U") && (text.startsWith("&'", stop) || text.startsWith("&\"", stop));
    return unicode ? text.substring(start, stop + 1) : null;
  }

  static boolean startsNumber(String text, int index) {
    char c = text.charAt(index);
    return isDigit(c) || c == '.' && index + 1 < text.length() && isDigit(text.charAt(index + 1));
  }

  /** Number of digits behind the E of a number. */
  static int exponentDigits(String number) {
    int at = number.length();
    while (at > 0 && isDigit(number.charAt(at - 1))) {
      at--;
    }
    boolean isExponent = at > 0 && "eE+-".indexOf(number.charAt(at - 1)) >= 0;
    return isExponent ? number.length() - at : 0;
  }

  static int endOfNumber(String text, int start) {
    int at = endOfDigits(text, start);
    if (at < text.length() && text.charAt(at) == '.' && !text.startsWith("..", at)) {
      at = endOfDigits(text, at + 1);
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int digits = at + 1;
      if (digits < text.length() && (text.charAt(digits) == '+' || text.charAt(digits) == '-')) {
        digits++;
      }
      int stop = endOfDigits(text, digits);
      return stop > digits ? stop : at;
    }
    return at;
  }

  private static int endOfDigits(String text, int start) {
    int at = start;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Number of characters of the symbol, or of the character that is none. */
  static int symbolLength(String text, int start) {
    int longest = Math.min(LONGEST_SYMBOL, text.length() - start);
    for (int length = longest; length > 1; length--) {
      String symbol = text.substring(start, start + length);
      if (TokenKinds.ofSymbol(symbol) >= 0 || REFUSED.containsKey(symbol)) {
        return length;
      }
    }
    return Character.charCount(text.codePointAt(start));
  }

  /** Why there is no such symbol, or null if there is. */
  static String refusedSymbol(String text, int start) {
    String symbol = text.substring(start, start + symbolLength(text, start));
    String remedy = REFUSED.get(symbol);
    if (remedy != null) {
      return "operator is not supported: operator=" + symbol + "; " + remedy;
    }
    int codePoint = text.codePointAt(start);
    String lookalike = LOOKALIKES.get(codePoint);
    if (lookalike == null && TokenKinds.ofSymbol(symbol) >= 0) {
      return null;
    }
    String shown =
        Character.isISOControl(codePoint) || Character.isSpaceChar(codePoint)
            ? ""
            : Character.toString(codePoint) + ", ";
    return "illegal character: character="
        + shown
        + String.format("code=U+%04X; ", codePoint)
        + (lookalike == null
            ? "put names in double quotes and strings in single quotes"
            : lookalike);
  }
}

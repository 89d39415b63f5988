package io.millrace.sql.codegen;

import java.util.Set;

/** Pieces of Java source: literals, identifiers and boolean expressions without needless noise. */
public final class JavaText {
  private static final int MAX_IDENTIFIER_LENGTH = 40;

  private static final Set<String> RESERVED =
      Set.of(
          ("abstract assert boolean break byte case catch char class const continue default do"
                  + " double else enum extends final finally float for goto if implements import"
                  + " instanceof int interface long native new package private protected public"
                  + " return short static strictfp super switch synchronized this throw throws"
                  + " transient try void volatile while true false null var record yield sealed"
                  + " permits")
              .split(" "));

  private JavaText() {}

  /** A string literal of any text; nothing but printable ASCII is in it. */
  public static String string(String value) {
    StringBuilder out = new StringBuilder(value.length() + 2).append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append(String.format("\\%03o", (int) c));
          } else if (c > '~') {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }

  /** An expression of that int; the smallest one has no literal of its own in some compilers. */
  public static String intLiteral(int value) {
    return value == Integer.MIN_VALUE ? "Integer.MIN_VALUE" : Integer.toString(value);
  }

  /** An expression of that long. */
  public static String longLiteral(long value) {
    return value == Long.MIN_VALUE ? "Long.MIN_VALUE" : value + "L";
  }

  /** An expression of that double, NaN and the infinities included. */
  public static String doubleLiteral(double value) {
    if (Double.isNaN(value)) {
      return "Double.NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Double.POSITIVE_INFINITY" : "Double.NEGATIVE_INFINITY";
    }
    return Double.toString(value);
  }

  /** An expression of that float, NaN and the infinities included. */
  public static String floatLiteral(float value) {
    if (Float.isNaN(value)) {
      return "Float.NaN";
    }
    if (Float.isInfinite(value)) {
      return value > 0 ? "Float.POSITIVE_INFINITY" : "Float.NEGATIVE_INFINITY";
    }
    return value + "f";
  }

  /**
   * A Java identifier in camel case made of the ASCII letters and digits of any text; {@code value}
   * if there are none. Never a reserved word.
   */
  public static String identifier(String hint) {
    String source = hint.chars().anyMatch(c -> c >= 'a' && c <= 'z') ? hint : lowerCase(hint);
    StringBuilder out = new StringBuilder();
    boolean wordStarts = false;
    for (int i = 0; i < source.length() && out.length() < MAX_IDENTIFIER_LENGTH; i++) {
      char c = source.charAt(i);
      if (!isAsciiLetter(c) && !isAsciiDigit(c)) {
        wordStarts = out.length() > 0;
      } else if (out.length() == 0) {
        out.append(isAsciiDigit(c) ? "value" + c : String.valueOf(Character.toLowerCase(c)));
      } else {
        out.append(wordStarts ? Character.toUpperCase(c) : c);
        wordStarts = false;
      }
    }
    if (out.length() == 0) {
      return "value";
    }
    String name = out.toString();
    return RESERVED.contains(name) ? name + "Value" : name;
  }

  /** The name of a constant, such as {@code TOTAL_AMOUNT}, made like {@link #identifier}. */
  public static String constantIdentifier(String hint) {
    String name = identifier(hint);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isUpperCase(c) && i > 0 && !Character.isUpperCase(name.charAt(i - 1))) {
        out.append('_');
      }
      out.append(Character.toUpperCase(c));
    }
    return out.toString();
  }

  private static String lowerCase(String text) {
    return text.toLowerCase(java.util.Locale.ROOT);
  }

  private static boolean isAsciiLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean isAsciiDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** The expression, in parentheses unless it is a name, a literal, a call or an array element. */
  public static String atom(String code) {
    return isAtom(code) ? code : "(" + code + ")";
  }

  /** Whether the expression binds tighter than any operator. */
  public static boolean isAtom(String code) {
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      if (c == '"' && (i == 0 || code.charAt(i - 1) != '\\')) {
        quoted = !quoted;
      } else if (quoted) {
        continue;
      } else if (c == '(' || c == '[') {
        depth++;
        if (i == 0 && !enclosesAll(code)) {
          return false;
        }
      } else if (c == ')' || c == ']') {
        depth--;
      } else if (depth == 0 && !isAsciiLetter(c) && !isAsciiDigit(c) && c != '.' && c != '_') {
        return false;
      }
    }
    return true;
  }

  private static boolean enclosesAll(String code) {
    int depth = 0;
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      if (c == '(') {
        depth++;
      } else if (c == ')' && --depth == 0) {
        return i == code.length() - 1;
      }
    }
    return false;
  }

  /** Whether the expression is a plain name or literal, so that writing it twice costs nothing. */
  public static boolean isName(String code) {
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      if (!isAsciiLetter(c) && !isAsciiDigit(c) && c != '_' && c != '.' && !(c == '-' && i == 0)) {
        return false;
      }
    }
    return true;
  }

  /** Negation of a boolean expression. */
  public static String not(String code) {
    if (code.equals("true")) {
      return "false";
    }
    if (code.equals("false")) {
      return "true";
    }
    if (code.startsWith("!") && isAtom(code.substring(1))) {
      return unwrap(code.substring(1));
    }
    int equality = topLevelOperators(code).equals("==") ? topLevelEquality(code) : -1;
    return equality < 0
        ? "!" + atom(code)
        : code.substring(0, equality) + " != " + code.substring(equality + " == ".length());
  }

  /** The expression without parentheses around all of it. */
  public static String unwrap(String code) {
    boolean wrapped = code.startsWith("(") && enclosesAll(code);
    return wrapped ? code.substring(1, code.length() - 1) : code;
  }

  /** Both; the right one is not evaluated where the left one is false. */
  public static String andThen(String left, String right) {
    boolean isDecided = left.equals("true") || left.equals("false") || right.equals("true");
    return isDecided || right.equals("false")
        ? and(left, right)
        : joinable(left, '&') + " && " + joinable(right, '&');
  }

  /** Either or both; the right one is not evaluated where the left one is true. */
  public static String orElse(String left, String right) {
    boolean isDecided = left.equals("true") || left.equals("false") || right.equals("false");
    return isDecided || right.equals("true")
        ? or(left, right)
        : joinable(left, '|') + " || " + joinable(right, '|');
  }

  /** Both, evaluated without a branch. */
  public static String and(String left, String right) {
    if (left.equals("false") || right.equals("false")) {
      return "false";
    }
    if (left.equals("true") || left.equals(right)) {
      return right;
    }
    return right.equals("true") ? left : joinable(left, '&') + " & " + joinable(right, '&');
  }

  /** Either or both, evaluated without a branch. */
  public static String or(String left, String right) {
    if (left.equals("true") || right.equals("true")) {
      return "true";
    }
    if (left.equals("false") || left.equals(right)) {
      return right;
    }
    return right.equals("false") ? left : joinable(left, '|') + " | " + joinable(right, '|');
  }

  private static String joinable(String code, char operator) {
    boolean negation = code.startsWith("!") && isAtom(code.substring(1));
    return negation || isChainOf(code, operator) ? code : atomOrComparison(code);
  }

  private static String atomOrComparison(String code) {
    return isComparison(code) ? code : atom(code);
  }

  private static boolean isComparison(String code) {
    return topLevelOperators(code).chars().allMatch(c -> "<>=!+-*".indexOf(c) >= 0)
        && code.indexOf('?') < 0;
  }

  private static boolean isChainOf(String code, char operator) {
    String operators = topLevelOperators(code);
    return operators.indexOf(operator) >= 0
        && operators.chars().allMatch(c -> c == operator || "<>=!+-*".indexOf(c) >= 0);
  }

  private static String topLevelOperators(String code) {
    StringBuilder out = new StringBuilder();
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      if (c == '"' && (i == 0 || code.charAt(i - 1) != '\\')) {
        quoted = !quoted;
      } else if (!quoted && (c == '(' || c == '[')) {
        depth++;
      } else if (!quoted && (c == ')' || c == ']')) {
        depth--;
      } else if (!quoted && depth == 0 && "<>=!+-*/%&|^?:~".indexOf(c) >= 0) {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** Where the {@code ==} stands that is in no parentheses; -1 if it has no blanks around it. */
  private static int topLevelEquality(String code) {
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      if (c == '"' && (i == 0 || code.charAt(i - 1) != '\\')) {
        quoted = !quoted;
      } else if (!quoted && (c == '(' || c == '[')) {
        depth++;
      } else if (!quoted && (c == ')' || c == ']')) {
        depth--;
      } else if (!quoted && depth == 0 && code.startsWith(" == ", i)) {
        return i;
      }
    }
    return -1;
  }
}

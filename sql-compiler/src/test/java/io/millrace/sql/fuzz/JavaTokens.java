package io.millrace.sql.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tokens of Java source as the language defines them: unicode escapes are translated before
 * anything else; comments are left out; a string or character literal is one token, which is shown
 * without what is in it.
 */
final class JavaTokens {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<blank>[ \\t\\f\\r\\n]+|//[^\\r\\n]*|/\\*(?s:.*?)\\*/)"
              + "|(?<string>\"(?:[^\"\\\\\\r\\n]|\\\\.)*+\")"
              + "|(?<character>'(?:[^'\\\\\\r\\n]|\\\\[0-7]{1,3}|\\\\.)')"
              + "|(?<number>0[xX][0-9a-fA-F]+L?|\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?[LlFfDd]?)"
              + "|(?<word>[\\p{javaJavaIdentifierStart}][\\p{javaJavaIdentifierPart}]*)"
              + "|(?<operator>[-+*/%&|^!~=<>?:;,.(){}\\[\\]@])");

  private JavaTokens() {}

  /**
   * The tokens in order: words and operators as they are, literals by their kind.
   *
   * @throws AssertionError if something is no token
   */
  static List<String> of(String source) {
    String text = translated(source);
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw new AssertionError(
            "no token: " + text.substring(at, Math.min(text.length(), at + 80)));
      }
      String token = shown(matcher);
      if (token != null) {
        tokens.add(token);
      }
      at = matcher.end();
    }
    return tokens;
  }

  private static String shown(Matcher matcher) {
    if (matcher.group("blank") != null) {
      return null;
    }
    if (matcher.group("string") != null) {
      return "\"\"";
    }
    if (matcher.group("character") != null) {
      return "''";
    }
    String number = matcher.group("number");
    return number == null ? matcher.group() : number.endsWith("L") ? "0L" : "0";
  }

  /** A backslash begins an escape if an even number of backslashes stands before it. */
  private static String translated(String source) {
    StringBuilder out = new StringBuilder();
    int backslashes = 0;
    int at = 0;
    while (at < source.length()) {
      char c = source.charAt(at);
      if (c == '\\' && backslashes % 2 == 0 && source.startsWith("u", at + 1)) {
        int digits = at + 1;
        while (source.charAt(digits) == 'u') {
          digits++;
        }
        out.append((char) Integer.parseInt(source.substring(digits, digits + 4), 16));
        at = digits + 4;
        backslashes = 0;
      } else {
        backslashes = c == '\\' ? backslashes + 1 : 0;
        out.append(c);
        at++;
      }
    }
    return out.toString();
  }
}

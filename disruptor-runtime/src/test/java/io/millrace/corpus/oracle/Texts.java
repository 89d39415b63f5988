package io.millrace.corpus.oracle;

import java.util.Locale;
import java.util.regex.Pattern;

/** Functions of text; characters are code points. */
final class Texts {
  private Texts() {}

  static Object like(Object[] values) {
    String pattern = (String) values[1];
    int escape = values.length > 2 ? ((String) values[2]).codePointAt(0) : -1;
    StringBuilder regex = new StringBuilder();
    boolean escaped = false;
    for (int c : pattern.codePoints().toArray()) {
      if (!escaped && c == escape) {
        escaped = true;
        continue;
      }
      boolean literal = escaped || (c != '%' && c != '_');
      regex.append(literal ? Pattern.quote(Character.toString(c)) : c == '%' ? ".*" : ".");
      escaped = false;
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher((String) values[0]).matches();
  }

  /** The result of a function, or null if there is no such function. */
  static Object function(String name, Object[] values) {
    return switch (name) {
      case "UPPER" -> ((String) values[0]).toUpperCase(Locale.ROOT);
      case "LOWER" -> ((String) values[0]).toLowerCase(Locale.ROOT);
      case "CHAR_LENGTH", "CHARACTER_LENGTH" -> length((String) values[0]);
      case "||" -> (String) values[0] + values[1];
      case "SUBSTRING" -> substring(values);
      case "TRIM" -> trim(values[0].toString(), (String) values[1], (String) values[2]);
      case "POSITION" -> position((String) values[0], (String) values[1]);
      default -> null;
    };
  }

  private static long length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String substring(Object[] values) {
    int[] characters = ((String) values[0]).codePoints().toArray();
    long from = (Long) values[1];
    long end = values.length > 2 ? from + (Long) values[2] : Long.MAX_VALUE;
    if (end < from) {
      throw new IllegalArgumentException("negative length");
    }
    StringBuilder result = new StringBuilder();
    for (int i = 1; i <= characters.length; i++) {
      if (i >= from && i < end) {
        result.appendCodePoint(characters[i - 1]);
      }
    }
    return result.toString();
  }

  private static String trim(String where, String removed, String text) {
    String result = text;
    while (!where.equals("TRAILING") && result.startsWith(removed)) {
      result = result.substring(removed.length());
    }
    while (!where.equals("LEADING") && result.endsWith(removed)) {
      result = result.substring(0, result.length() - removed.length());
    }
    return result;
  }

  private static long position(String searched, String text) {
    int index = text.indexOf(searched);
    return index < 0 ? 0 : text.codePointCount(0, index) + 1L;
  }
}

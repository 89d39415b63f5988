package io.millrace.sql.plan;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.rex.RexNode;

/**
 * An expression as text, with columns by name and parameters by their number. Literals and names
 * stay as they are and never read as anything else: no two expressions have one text.
 */
final class ExpressionText {
  private static final Pattern PLAIN_NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");

  private static final Pattern REFERENCE = Pattern.compile("([$?])(\\d+)");

  private static final Pattern CHARACTER_SET = Pattern.compile("_UTF-8$| CHARACTER SET \"UTF-8\"");

  private static final Pattern CHARACTER_TYPE =
      Pattern.compile("_UTF-8$|(:VARCHAR|:CHAR\\(\\d+\\))? CHARACTER SET \"UTF-8\"");

  private final String source;
  private final List<String> names;
  private final Pattern leftOut;
  private final StringBuilder out = new StringBuilder();

  private ExpressionText(RexNode expression, List<String> names, Pattern leftOut) {
    this.source = expression.toString();
    this.names = names;
    this.leftOut = leftOut;
  }

  /**
   * The text.
   *
   * @param names of the fields, as they are to be shown
   */
  static String of(RexNode expression, List<String> names) {
    return new ExpressionText(expression, names, CHARACTER_SET).text();
  }

  /** The text for people, without types that most casts to text have. */
  static String shown(RexNode expression, List<String> names) {
    return new ExpressionText(expression, names, CHARACTER_TYPE).text();
  }

  /**
   * A name as SQL writes it: in quotes, unless it is a plain word. Characters that are not seen, or
   * move what is around them, are written by their code, as the standard does behind {@code U&}.
   */
  static String name(String name) {
    return PLAIN_NAME.matcher(name).matches()
        ? name
        : visible('"' + name.replace("\"", "\"\"") + '"');
  }

  private String text() {
    int at = 0;
    while (at < source.length()) {
      int quote = source.indexOf('\'', at);
      int end = quote < 0 ? source.length() : quote;
      appendCode(source.substring(at, end));
      at = quote < 0 ? end : endOfLiteral(quote);
      out.append(visible(source.substring(end, at)));
    }
    return out.toString();
  }

  /** Behind the quote that ends a literal; two quotes stand for one. */
  private int endOfLiteral(int quote) {
    int close = source.indexOf('\'', quote + 1);
    while (close >= 0 && source.startsWith("'", close + 1)) {
      close = source.indexOf('\'', close + 2);
    }
    return close < 0 ? source.length() : close + 1;
  }

  private static String visible(String quoted) {
    if (quoted.codePoints().noneMatch(ExpressionText::isUnseen)) {
      return quoted;
    }
    return "U&" + escaped(quoted);
  }

  /** Any text without characters that are not seen, or move what is around them. */
  static String escaped(String quoted) {
    StringBuilder text = new StringBuilder();
    quoted
        .codePoints()
        .forEach(
            c -> {
              if (isUnseen(c)) {
                text.append(String.format(c > 0xffff ? "\\+%06x" : "\\%04x", c));
              } else {
                text.append(c == '\\' ? "\\\\" : Character.toString(c));
              }
            });
    return text.toString();
  }

  private static boolean isUnseen(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }

  private void appendCode(String code) {
    String plain = leftOut.matcher(code).replaceAll("");
    out.append(
        REFERENCE
            .matcher(plain)
            .replaceAll(
                match ->
                    Matcher.quoteReplacement(
                        reference(match.group(1), Integer.parseInt(match.group(2))))));
  }

  private String reference(String sign, int index) {
    return sign.equals("?") ? "?" + (index + 1) : names.get(index);
  }
}

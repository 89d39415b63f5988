package io.millrace.query;

/**
 * A span of SQL text. Lines and columns count from 1 in UTF-16 units; the end is included.
 *
 * @param line line of the first character
 * @param column column of the first character
 * @param endLine line of the last character
 * @param endColumn column of the last character
 */
public record SqlPosition(int line, int column, int endLine, int endColumn) {
  private static final int MOST_SHOWN = 160;
  private static final int SHOWN_BEFORE = 60;

  /**
   * Appends {@code --> source:line:column}, the line and carets under the span; of a very long line
   * only what surrounds the start of the span.
   */
  void appendTo(StringBuilder out, String text, String source) {
    String newLine = System.lineSeparator();
    out.append("  --> ").append(source).append(':').append(line).append(':').append(column);
    String[] lines = text.split("\r\n|\r|\n", -1);
    if (line < 1 || line > lines.length) {
      return;
    }
    String whole = lines[line - 1];
    int from = whole.length() > MOST_SHOWN ? Math.max(0, column - 1 - SHOWN_BEFORE) : 0;
    int to = Math.min(whole.length(), from + MOST_SHOWN);
    String before = from > 0 ? "…" : "";
    String number = String.format("%4d | ", line);
    out.append(newLine).append(number).append(before).append(whole, Math.min(from, to), to);
    out.append(to < whole.length() ? "…" : "").append(newLine);
    out.append(" ".repeat(number.length() - 2)).append("| ").append(" ".repeat(before.length()));
    for (int i = from; i < column - 1; i++) {
      out.append(i < whole.length() && whole.charAt(i) == '\t' ? '\t' : ' ');
    }
    int last = endLine > line ? whole.length() : Math.min(endColumn, whole.length() + 1);
    out.append("^".repeat(Math.max(1, Math.min(last, Math.max(to, column)) - column + 1)));
  }
}

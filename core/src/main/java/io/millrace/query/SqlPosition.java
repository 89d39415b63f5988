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
  /** Appends {@code --> source:line:column}, the line and carets under the span. */
  void appendTo(StringBuilder out, String text, String source) {
    String newLine = System.lineSeparator();
    out.append("  --> ").append(source).append(':').append(line).append(':').append(column);
    String[] lines = text.split("\r\n|\r|\n", -1);
    if (line < 1 || line > lines.length) {
      return;
    }
    String shown = lines[line - 1];
    String number = String.format("%4d | ", line);
    out.append(newLine).append(number).append(shown).append(newLine);
    out.append("     | ");
    int last = endLine > line ? shown.length() : Math.min(endColumn, shown.length() + 1);
    for (int i = 1; i < column; i++) {
      out.append(i <= shown.length() && shown.charAt(i - 1) == '\t' ? '\t' : ' ');
    }
    out.append("^".repeat(Math.max(1, last - column + 1)));
  }
}

package io.millrace.perf.bench;

import java.util.ArrayList;
import java.util.List;

/** A Markdown table with aligned columns; the first row is the head. */
final class TextTable {
  private final List<String[]> rows = new ArrayList<>();

  void add(String... cells) {
    rows.add(cells);
  }

  @Override
  public String toString() {
    int[] widths = new int[rows.get(0).length];
    for (String[] row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(Math.max(widths[i], 3), row[i].length());
      }
    }
    StringBuilder text = new StringBuilder();
    line(text, rows.get(0), widths);
    for (int width : widths) {
      text.append("|").append("-".repeat(width + 2));
    }
    text.append("|\n");
    for (String[] row : rows.subList(1, rows.size())) {
      line(text, row, widths);
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String[] row, int[] widths) {
    for (int i = 0; i < widths.length; i++) {
      text.append("| ").append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 1));
    }
    text.append("|\n");
  }
}

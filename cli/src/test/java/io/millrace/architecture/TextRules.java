package io.millrace.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What may not stand in the text of a source file, whatever its language. */
final class TextRules {
  private static final int MOST_LINES = 500;

  /** In two halves, for this file is checked as well. */
  private static final Pattern POSTPONED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");

  private static final Pattern LINES = Pattern.compile("\n");

  private TextRules() {}

  /** What is wrong with a text, each with file and line; empty when all is well. */
  static List<String> problems(String file, String text) {
    List<String> problems = new ArrayList<>();
    List<String> lines = LINES.splitAsStream(text).toList();
    if (lines.size() > MOST_LINES) {
      problems.add(
          file + ":" + lines.size() + ": file too long: most=" + MOST_LINES + "; split it by idea");
    }
    if (!text.isEmpty() && !text.endsWith("\n")) {
      problems.add(file + ":" + lines.size() + ": last line does not end; add a line feed");
    }
    for (int i = 0; i < lines.size(); i++) {
      String problem = problem(lines.get(i));
      if (problem != null) {
        problems.add(file + ":" + (i + 1) + ": " + problem);
      }
    }
    return problems;
  }

  private static String problem(String line) {
    if (line.indexOf('\t') >= 0) {
      return "tab; use blanks, or \\t inside a literal";
    }
    if (line.indexOf('\r') >= 0) {
      return "carriage return; lines end with a line feed only";
    }
    if (line.endsWith(" ")) {
      return "trailing blank; take it away";
    }
    if (POSTPONED.matcher(line).find()) {
      return "postponed work; do it, or write down the limit as it is";
    }
    return null;
  }
}

package io.millrace.test;

import java.util.List;

/** Shows two lists of lines side by side. */
final class Difference {
  private static final String NOTHING = "(nothing)";
  private static final String MARK = " * ";
  private static final String SAME = "   ";

  private Difference() {}

  /** Compares lines; throws if they differ. */
  static void check(String what, String query, List<String> expected, List<String> actual) {
    if (expected.equals(actual)) {
      return;
    }
    int width = NOTHING.length();
    for (String line : expected) {
      width = Math.max(width, line.length());
    }
    StringBuilder text = new StringBuilder(what).append(" differ: query=").append(query);
    append(text.append('\n'), SAME, width, "expected", "actual");
    for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
      String left = i < expected.size() ? expected.get(i) : NOTHING;
      String right = i < actual.size() ? actual.get(i) : NOTHING;
      append(text.append('\n'), left.equals(right) ? SAME : MARK, width, left, right);
    }
    throw new AssertionError(text.toString());
  }

  private static void append(
      StringBuilder text, String mark, int width, String left, String right) {
    text.append(mark).append(left).append(" ".repeat(width - left.length()));
    text.append(" | ").append(right);
  }
}

package io.millrace.sql.parse;

/** What ends a line: LF, CR, or CR LF as one. */
final class LineBreaks {
  private LineBreaks() {}

  /** Length of the line break at {@code index}, 0 if there is none. */
  static int lengthAt(String text, int index) {
    char c = text.charAt(index);
    if (c == '\r') {
      return index + 1 < text.length() && text.charAt(index + 1) == '\n' ? 2 : 1;
    }
    return c == '\n' ? 1 : 0;
  }

  /** Index of the first character of the line behind the one of {@code index}, or the length. */
  static int nextLine(String text, int index) {
    for (int i = index; i < text.length(); i++) {
      int length = lengthAt(text, i);
      if (length > 0) {
        return i + length;
      }
    }
    return text.length();
  }

  /** Whether a line ends from one index on and before another. */
  static boolean any(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (lengthAt(text, i) > 0) {
        return true;
      }
    }
    return false;
  }
}

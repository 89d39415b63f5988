package io.millrace.sql.parse;

/** A place in a text that knows its line and column. Moves forward only; one thread. */
final class TextCursor {
  private final String text;
  private int index;
  private int line = 1;
  private int lineStart;

  TextCursor(String text) {
    this.text = text;
  }

  boolean atEnd() {
    return index >= text.length();
  }

  char peek() {
    return text.charAt(index);
  }

  boolean startsWith(String prefix) {
    return text.startsWith(prefix, index);
  }

  /** Offset from the start of the text. */
  int index() {
    return index;
  }

  /** Line from 1. */
  int line() {
    return line;
  }

  /** Column from 1, in UTF-16 units. */
  int column() {
    return index - lineStart + 1;
  }

  /** Moves on by characters. */
  void advance(int count) {
    moveTo(index + count);
  }

  /** Moves on to an index, counting the lines on the way. */
  void moveTo(int target) {
    while (index < target) {
      int length = LineBreaks.lengthAt(text, index);
      if (length > 0 && index + length <= target) {
        index += length;
        line++;
        lineStart = index;
      } else {
        index++;
      }
    }
  }

  /** Index of the line break behind this place, or the length of the text. */
  int endOfLine() {
    int at = index;
    while (at < text.length() && LineBreaks.lengthAt(text, at) == 0) {
      at++;
    }
    return at;
  }

  /** Moves to the end of this line, before its line break. */
  void skipLine() {
    index = endOfLine();
  }
}

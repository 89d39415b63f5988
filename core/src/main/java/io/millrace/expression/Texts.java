package io.millrace.expression;

import io.millrace.type.VarcharView;

/** Functions on UTF-8 text. */
public final class Texts {
  private static final int LAST_CONTINUATION = 0xBF - 256;

  private Texts() {}

  /**
   * Shows a text without a character at its start and end.
   *
   * @param removed an ASCII character
   * @param result is set to a part of the text; may be the same view
   */
  public static void trim(
      VarcharView text, byte removed, boolean leading, boolean trailing, VarcharView result) {
    byte[] bytes = text.bytes();
    int from = text.offset();
    int to = from + text.length();
    while (leading && from < to && bytes[from] == removed) {
      from++;
    }
    while (trailing && from < to && bytes[to - 1] == removed) {
      to--;
    }
    result.set(bytes, from, to - from);
  }

  /** The first character, from 1, where a text stands in another one; 0 if nowhere. */
  public static int position(VarcharView searched, VarcharView text) {
    byte[] bytes = text.bytes();
    int length = searched.length();
    int last = text.offset() + text.length() - length;
    int characters = 1;
    for (int at = text.offset(); at <= last; at++) {
      if (searched.contentEquals(bytes, at, length)) {
        return characters;
      }
      if (at < last && isCharacterStart(bytes[at + 1])) {
        characters++;
      }
    }
    return 0;
  }

  private static boolean isCharacterStart(byte b) {
    return b > LAST_CONTINUATION;
  }
}

package io.millrace.connector.file;

import io.millrace.type.TextBuffer;

/** Writes JSON strings, without allocating. */
final class JsonStrings {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };
  private static final int LONGEST_ESCAPE = 6;

  private JsonStrings() {}

  /** Appends UTF-8 text with quotes around it; escapes what must be escaped and nothing else. */
  static void append(TextBuffer text, byte[] source, int from, int count) {
    text.reserve(LONGEST_ESCAPE * count + 2);
    byte[] out = text.bytes();
    int index = text.length();
    out[index++] = '"';
    for (int i = from; i < from + count; i++) {
      byte value = source[i];
      if (value < 0 || value >= ' ' && value != '"' && value != '\\') {
        out[index++] = value;
      } else {
        index = escape(out, index, value);
      }
    }
    out[index++] = '"';
    text.length(index);
  }

  private static int escape(byte[] out, int at, byte value) {
    int index = at;
    out[index++] = '\\';
    byte letter =
        switch (value) {
          case '"', '\\' -> value;
          case '\n' -> 'n';
          case '\r' -> 'r';
          case '\t' -> 't';
          case '\b' -> 'b';
          case '\f' -> 'f';
          default -> 'u';
        };
    out[index++] = letter;
    if (letter == 'u') {
      out[index++] = '0';
      out[index++] = '0';
      out[index++] = HEX[value >>> 4];
      out[index++] = HEX[value & 0xf];
    }
    return index;
  }
}

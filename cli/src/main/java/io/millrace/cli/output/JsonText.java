package io.millrace.cli.output;

import io.millrace.type.TextBuffer;
import java.nio.charset.StandardCharsets;

/** JSON string literals from UTF-8. */
final class JsonText {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private JsonText() {}

  /** Appends a string literal; only what must be escaped is. */
  static void appendQuoted(TextBuffer out, byte[] source, int offset, int length) {
    out.append('"');
    int end = offset + length;
    int from = offset;
    for (int i = offset; i < end; i++) {
      byte b = source[i];
      if (b == '"' || b == '\\' || (b >= 0 && b < ' ')) {
        out.append(source, from, i - from);
        appendEscape(out, b);
        from = i + 1;
      }
    }
    out.append(source, from, end - from).append('"');
  }

  private static void appendEscape(TextBuffer out, byte b) {
    out.append('\\');
    switch (b) {
      case '"', '\\' -> out.append((char) b);
      case '\b' -> out.append('b');
      case '\f' -> out.append('f');
      case '\n' -> out.append('n');
      case '\r' -> out.append('r');
      case '\t' -> out.append('t');
      default -> out.append("u00").append((char) HEX[b >> 4]).append((char) HEX[b & 15]);
    }
  }
}

package io.millrace.cli.output;

import io.millrace.type.TextBuffer;
import java.nio.charset.StandardCharsets;

/** Text in a table cell: control characters made visible, width in terminal columns. */
public final class CellText {
  private static final byte[] ELLIPSIS = "…".getBytes(StandardCharsets.UTF_8);

  private CellText() {}

  /** Appends UTF-8 text with control characters as {@code \n}, {@code \t} or {@code \x1b}. */
  static void append(TextBuffer out, byte[] source, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      byte b = source[i];
      if ((b >= 0 && b < ' ') || b == 0x7f) {
        appendEscape(out, b);
      } else {
        out.append((char) (b & 0xff));
      }
    }
  }

  private static void appendEscape(TextBuffer out, byte b) {
    switch (b) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> out.append(String.format("\\x%02x", b));
    }
  }

  /** The text with control characters made visible. */
  static String clean(String text) {
    TextBuffer out = new TextBuffer();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    append(out, bytes, 0, bytes.length);
    return out.toString();
  }

  /** Cuts the text behind {@code start} to {@code most} columns; returns its width. */
  static int fit(TextBuffer buffer, int start, int most) {
    if (buffer.length() - start <= most && isAscii(buffer.bytes(), start, buffer.length())) {
      return buffer.length() - start;
    }
    int cut = start;
    int width = 0;
    int at = start;
    while (at < buffer.length()) {
      int next = next(buffer.bytes(), at, buffer.length());
      width += width(codePoint(buffer.bytes(), at, next));
      if (width > most) {
        buffer.length(cut);
        buffer.append(ELLIPSIS, 0, ELLIPSIS.length);
        return width(buffer, start, buffer.length());
      }
      cut = width < most ? next : cut;
      at = next;
    }
    return width;
  }

  /** Terminal columns that a range takes. */
  static int width(TextBuffer buffer, int start, int end) {
    if (isAscii(buffer.bytes(), start, end)) {
      return end - start;
    }
    int width = 0;
    int at = start;
    while (at < end) {
      int next = next(buffer.bytes(), at, end);
      width += width(codePoint(buffer.bytes(), at, next));
      at = next;
    }
    return width;
  }

  /** Terminal columns that the text takes. */
  public static int width(String text) {
    return text.codePoints().map(CellText::width).sum();
  }

  private static boolean isAscii(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  private static int next(byte[] bytes, int at, int end) {
    int next = at + 1;
    while (next < end && (bytes[next] & 0xc0) == 0x80) {
      next++;
    }
    return next;
  }

  private static int codePoint(byte[] bytes, int start, int end) {
    byte first = bytes[start];
    if (first >= 0) {
      return first;
    }
    int length = end - start;
    int codePoint = first & (0xff >> (length + 1));
    for (int i = start + 1; i < end; i++) {
      codePoint = codePoint << 6 | (bytes[i] & 0x3f);
    }
    return codePoint;
  }

  private static int width(int codePoint) {
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    return isWide(codePoint) ? 2 : 1;
  }

  private static boolean isWide(int c) {
    return (c >= 0x1100 && c <= 0x115f)
        || (c >= 0x2e80 && c <= 0xa4cf)
        || (c >= 0xac00 && c <= 0xd7a3)
        || (c >= 0xf900 && c <= 0xfaff)
        || (c >= 0xfe30 && c <= 0xfe6f)
        || (c >= 0xff00 && c <= 0xff60)
        || (c >= 0xffe0 && c <= 0xffe6)
        || (c >= 0x1f300 && c <= 0x1faff)
        || (c >= 0x20000 && c <= 0x3fffd);
  }
}

package io.millrace.type;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * UTF-8 text that grows as needed: where values are formatted and concatenated. Appending allocates
 * only to grow, and never moves text within its array, so a view of text that stands already stays
 * valid until the buffer is cleared or cut. One thread.
 */
public final class TextBuffer {
  private static final int INITIAL_BYTES = 64;
  private static final int MAX_BYTES = Integer.MAX_VALUE - 64;

  private byte[] bytes;
  private int length;

  /** An empty buffer. */
  public TextBuffer() {
    this(INITIAL_BYTES);
  }

  /** An empty buffer with room for {@code capacity} bytes. */
  public TextBuffer(int capacity) {
    bytes = new byte[Math.max(capacity, 1)];
  }

  /** The text, up to {@link #length()}; another array once the text has grown. */
  public byte[] bytes() {
    return bytes;
  }

  /** Bytes in use. */
  public int length() {
    return length;
  }

  /** Forgets what stands behind {@code newLength}, or counts in what was written there directly. */
  public TextBuffer length(int newLength) {
    length = newLength;
    return this;
  }

  /** Forgets the text. */
  public TextBuffer clear() {
    return length(0);
  }

  /** Makes room for {@code more} bytes behind the text. */
  public void reserve(int more) {
    if (more > bytes.length - length) {
      grow(more);
    }
  }

  private void grow(int more) {
    long needed = (long) length + more;
    if (needed > MAX_BYTES) {
      throw new IllegalStateException(
          "text too long: bytes=" + needed + ", largest=" + MAX_BYTES + "; write smaller pieces");
    }
    long doubled = Math.min(2L * bytes.length, MAX_BYTES);
    bytes = Arrays.copyOf(bytes, (int) Math.max(needed, doubled));
  }

  /** Appends one ASCII character. */
  public TextBuffer append(char ascii) {
    reserve(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  /** Appends text. Allocates unless it is ASCII. */
  public TextBuffer append(String text) {
    int count = text.length();
    reserve(count);
    for (int i = 0; i < count; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        return append(encoded, 0, encoded.length);
      }
      bytes[length + i] = (byte) c;
    }
    length += count;
    return this;
  }

  /** Appends UTF-8 bytes. */
  public TextBuffer append(byte[] source, int offset, int count) {
    reserve(count);
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
    return this;
  }

  /** Appends the text of a view, which may be one of this buffer. */
  public TextBuffer append(VarcharView text) {
    return append(text.bytes(), text.offset(), text.length());
  }

  /** Appends one ASCII character {@code count} times, if that is positive. */
  public TextBuffer repeat(char ascii, int count) {
    if (count > 0) {
      reserve(count);
      Arrays.fill(bytes, length, length + count, (byte) ascii);
      length += count;
    }
    return this;
  }

  /** Appends a text in upper case. Allocates unless it is ASCII. */
  public TextBuffer appendUpper(VarcharView text) {
    return appendCase(text, 'a', 'z', true);
  }

  /** Appends a text in lower case. Allocates unless it is ASCII. */
  public TextBuffer appendLower(VarcharView text) {
    return appendCase(text, 'A', 'Z', false);
  }

  private TextBuffer appendCase(VarcharView text, char first, char last, boolean upper) {
    int count = text.length();
    int from = text.offset();
    byte[] source = text.bytes();
    if (!Utf8.isAscii(source, from, from + count)) {
      String whole = text.toString();
      return append(upper ? whole.toUpperCase(Locale.ROOT) : whole.toLowerCase(Locale.ROOT));
    }
    reserve(count);
    for (int i = 0; i < count; i++) {
      byte b = source[from + i];
      bytes[length + i] = (byte) (b >= first && b <= last ? b ^ 0x20 : b);
    }
    length += count;
    return this;
  }

  /** Writes all text to a stream and is empty then. Does not flush. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
    length = 0;
  }

  /** The text from {@code from} on. Allocates. */
  public String toString(int from) {
    return new String(bytes, from, length - from, StandardCharsets.UTF_8);
  }

  /** The text. Allocates. */
  @Override
  public String toString() {
    return toString(0);
  }
}

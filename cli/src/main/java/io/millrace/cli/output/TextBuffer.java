package io.millrace.cli.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of text that grow as needed and are written out in large pieces. One thread. */
public final class TextBuffer {
  /** Size at which a buffer that is filled row by row should be written out. */
  public static final int DRAIN_BYTES = 1 << 16;

  private byte[] bytes = new byte[2 * DRAIN_BYTES];
  private int length;

  /** The text, up to {@link #length()}; another array after an append. */
  public byte[] bytes() {
    return bytes;
  }

  /** Bytes in use. */
  public int length() {
    return length;
  }

  /** Forgets what stands behind {@code newLength}, or counts in what was written there directly. */
  public void length(int newLength) {
    length = newLength;
  }

  /** Makes room for {@code more} bytes behind the text. */
  public void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), 2 * length));
    }
  }

  /** Appends one ASCII character. */
  public TextBuffer append(char ascii) {
    reserve(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  /** Appends text as UTF-8. */
  public TextBuffer append(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    return append(encoded, 0, encoded.length);
  }

  /** Appends bytes. */
  public TextBuffer append(byte[] source, int offset, int count) {
    reserve(count);
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
    return this;
  }

  /** Appends one ASCII character {@code count} times. */
  public TextBuffer repeat(char ascii, int count) {
    if (count > 0) {
      reserve(count);
      Arrays.fill(bytes, length, length + count, (byte) ascii);
      length += count;
    }
    return this;
  }

  /** Writes all text to a stream, flushes the stream, and is empty then. */
  public void drain(OutputStream out) throws IOException {
    if (length > 0) {
      out.write(bytes, 0, length);
      length = 0;
    }
    out.flush();
  }

  /** The text from {@code from} on. */
  public String text(int from) {
    return new String(bytes, from, length - from, StandardCharsets.UTF_8);
  }
}

package io.millrace.connector.file;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Bytes of text that grow at need. Allocates only to grow. Mutable; one thread. */
public final class RowText {
  private static final int INITIAL_BYTES = 1024;

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int length;

  /** Holds the text, from its first byte on; another array after an append. */
  public byte[] bytes() {
    return bytes;
  }

  /** Bytes of text. */
  public int length() {
    return length;
  }

  /** Counts in what was written behind the text directly, or forgets what stands behind there. */
  public void length(int newLength) {
    length = newLength;
  }

  /** Makes room for {@code more} bytes behind the text. */
  public void reserve(int more) {
    if (bytes.length - length < more) {
      long wanted = Math.max((long) length + more, 2L * length);
      if (wanted - more > Integer.MAX_VALUE - 64 - more) {
        wanted = Math.addExact(length, more);
      }
      bytes = Arrays.copyOf(bytes, (int) wanted);
    }
  }

  /** Appends one ASCII character. */
  public RowText append(char ascii) {
    reserve(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  /** Appends ASCII characters. */
  public RowText append(String ascii) {
    int count = ascii.length();
    reserve(count);
    for (int i = 0; i < count; i++) {
      bytes[length + i] = (byte) ascii.charAt(i);
    }
    length += count;
    return this;
  }

  /** Appends bytes. */
  public RowText append(byte[] source, int from, int count) {
    reserve(count);
    System.arraycopy(source, from, bytes, length, count);
    length += count;
    return this;
  }

  /** Appends all bytes. */
  public RowText append(byte[] source) {
    return append(source, 0, source.length);
  }

  /** Writes the text to a stream and is empty then; does not flush the stream. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
    length = 0;
  }
}

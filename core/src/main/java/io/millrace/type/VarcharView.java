package io.millrace.type;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A view of UTF-8 bytes in somebody else's array: the value of a VARCHAR. It is valid as long as
 * its owner leaves the bytes alone. Mutable; one thread; no method allocates unless it says so.
 *
 * <p>Order is that of the bytes as unsigned numbers, which is the order of code points.
 */
public final class VarcharView implements Comparable<VarcharView> {
  private static final byte[] EMPTY = {};

  private byte[] bytes = EMPTY;
  private int offset;
  private int length;

  /** The empty text. */
  public VarcharView() {}

  /** A view of the UTF-8 bytes of a text. Allocates; for constants. */
  public static VarcharView of(String text) {
    VarcharView view = new VarcharView();
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    return view.set(encoded, 0, encoded.length);
  }

  /** The array that holds the text. */
  public byte[] bytes() {
    return bytes;
  }

  /** Index of the first byte. */
  public int offset() {
    return offset;
  }

  /** Number of bytes. */
  public int length() {
    return length;
  }

  /** Shows another range of bytes. */
  public VarcharView set(byte[] newBytes, int newOffset, int newLength) {
    bytes = newBytes;
    offset = newOffset;
    length = newLength;
    return this;
  }

  /** Shows the same bytes as another view. */
  public VarcharView set(VarcharView other) {
    return set(other.bytes, other.offset, other.length);
  }

  /** Shows the text of a buffer from {@code from} on; what is appended later is not seen. */
  public VarcharView set(TextBuffer buffer, int from) {
    return set(buffer.bytes(), from, buffer.length() - from);
  }

  /** Number of characters, that is code points. */
  public int codePointCount() {
    return Utf8.codePointCount(bytes, offset, offset + length);
  }

  /**
   * Shows a part of this view's text: SQL {@code SUBSTRING(text FROM start FOR count)}.
   *
   * @param start the first character, from 1; what lies before the text counts but is empty
   * @param count number of characters, {@link Long#MAX_VALUE} for all the rest
   * @throws IllegalArgumentException if {@code count} is negative
   */
  public VarcharView substring(long start, long count) {
    if (count < 0) {
      throw new IllegalArgumentException(
          "negative length of a substring: length=" + count + "; it must be 0 or more");
    }
    long first = Math.max(start, 1);
    long end = count > Long.MAX_VALUE - Math.max(start, 0) ? Long.MAX_VALUE : start + count;
    int limit = offset + length;
    int from = Utf8.skip(bytes, offset, limit, first - 1);
    int to = end <= first ? from : Utf8.skip(bytes, from, limit, end - first);
    return set(bytes, from, to - from);
  }

  /** Shows this view's text without the blanks at its start and end, as told. */
  public VarcharView trim(boolean leading, boolean trailing) {
    int from = offset;
    int to = offset + length;
    while (leading && from < to && bytes[from] == ' ') {
      from++;
    }
    while (trailing && from < to && bytes[to - 1] == ' ') {
      to--;
    }
    return set(bytes, from, to - from);
  }

  /** Hash of the text; the same for the same bytes anywhere and on any machine. */
  public long hash64() {
    return Utf8Hash.hash(bytes, offset, length);
  }

  /**
   * A long that tells short texts of the same length apart: the first eight bytes, or what there
   * is. With {@link #tail} it is all of a text of up to 16 bytes.
   */
  public long head() {
    return Utf8Hash.head(bytes, offset, length);
  }

  /** The last eight bytes; 0 for a text of fewer than eight. */
  public long tail() {
    return Utf8Hash.tail(bytes, offset, length);
  }

  /** Writes the text, of up to 16 bytes, that has this length, {@link #head} and {@link #tail}. */
  public static void spell(long head, long tail, byte[] target, int offset, int length) {
    Utf8Hash.spell(head, tail, target, offset, length);
  }

  /** Whether the text is that of a range of bytes. */
  public boolean contentEquals(byte[] other, int otherOffset, int otherLength) {
    return length == otherLength
        && Arrays.equals(
            bytes, offset, offset + length, other, otherOffset, otherOffset + otherLength);
  }

  /** Whether both show the same text. */
  public boolean contentEquals(VarcharView other) {
    return contentEquals(other.bytes, other.offset, other.length);
  }

  /** Order of this text and a range of bytes: negative, zero or positive. */
  public int compareTo(byte[] other, int otherOffset, int otherLength) {
    return Arrays.compareUnsigned(
        bytes, offset, offset + length, other, otherOffset, otherOffset + otherLength);
  }

  @Override
  public int compareTo(VarcharView other) {
    return compareTo(other.bytes, other.offset, other.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VarcharView that && contentEquals(that);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(hash64());
  }

  /** The text. Allocates. */
  @Override
  public String toString() {
    return new String(bytes, offset, length, StandardCharsets.UTF_8);
  }
}

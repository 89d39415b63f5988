package io.millrace.type;

/** A view of UTF-8 bytes in somebody else's array. Mutable; one thread. */
public final class VarcharView {
  private byte[] bytes;
  private int offset;
  private int length;

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
  public void set(byte[] newBytes, int newOffset, int newLength) {
    bytes = newBytes;
    offset = newOffset;
    length = newLength;
  }
}

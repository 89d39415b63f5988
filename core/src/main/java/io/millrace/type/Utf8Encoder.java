package io.millrace.type;

/** Encodes strings as UTF-8 into arrays that are there already. Allocates nothing. */
public final class Utf8Encoder {
  /** Most bytes that a char of a string takes. */
  public static final int MOST_BYTES_PER_CHAR = 3;

  private static final int TWO_BYTES = 0x80;
  private static final int THREE_BYTES = 0x800;
  private static final int CONTINUATION = 0x80;
  private static final int SIX_BITS = 0x3F;

  private Utf8Encoder() {}

  /**
   * Encodes a text; half of a surrogate pair becomes a question mark, as in {@link
   * String#getBytes}.
   *
   * @param target has room for three bytes a char from {@code offset} on
   * @return index behind the last byte
   */
  public static int encode(String text, byte[] target, int offset) {
    int length = text.length();
    int at = offset;
    int i = 0;
    while (i < length && text.charAt(i) < TWO_BYTES) {
      target[at++] = (byte) text.charAt(i++);
    }
    while (i < length) {
      char c = text.charAt(i++);
      if (c < TWO_BYTES) {
        target[at++] = (byte) c;
      } else if (c < THREE_BYTES) {
        target[at++] = (byte) (0xC0 | c >> 6);
        target[at++] = last(c);
      } else if (!Character.isSurrogate(c)) {
        target[at++] = (byte) (0xE0 | c >> 12);
        target[at++] = last(c >> 6);
        target[at++] = last(c);
      } else if (Character.isHighSurrogate(c)
          && i < length
          && Character.isLowSurrogate(text.charAt(i))) {
        int codePoint = Character.toCodePoint(c, text.charAt(i++));
        target[at++] = (byte) (0xF0 | codePoint >> 18);
        target[at++] = last(codePoint >> 12);
        target[at++] = last(codePoint >> 6);
        target[at++] = last(codePoint);
      } else {
        target[at++] = '?';
      }
    }
    return at;
  }

  private static byte last(int bits) {
    return (byte) (CONTINUATION | bits & SIX_BITS);
  }
}

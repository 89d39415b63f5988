package io.millrace.connector.file;

/** Checks and counts UTF-8. */
final class Utf8 {
  private static final int CONTINUATION_MASK = 0xc0;
  private static final int CONTINUATION = 0x80;

  private Utf8() {}

  /**
   * Index of the first byte that is not part of well-formed UTF-8 (no overlong form, no surrogate,
   * nothing above U+10FFFF), or {@code to} if all is well.
   */
  static int findMalformed(byte[] bytes, int from, int to) {
    int index = from;
    while (index < to) {
      if (to - index >= Long.BYTES && (ByteSearch.word(bytes, index) & ByteSearch.HIGH_BITS) == 0) {
        index += Long.BYTES;
        continue;
      }
      int length = sequenceLength(bytes, index, to);
      if (length == 0) {
        return index;
      }
      index += length;
    }
    return to;
  }

  /** Bytes of the well-formed character at {@code index}, or 0 if it is malformed. */
  private static int sequenceLength(byte[] bytes, int index, int to) {
    int first = bytes[index] & 0xff;
    if (first < 0x80) {
      return 1;
    }
    if (first < 0xc2 || first > 0xf4) {
      return 0;
    }
    int length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (to - index < length) {
      return 0;
    }
    for (int i = 1; i < length; i++) {
      if ((bytes[index + i] & CONTINUATION_MASK) != CONTINUATION) {
        return 0;
      }
    }
    int second = bytes[index + 1] & 0xff;
    boolean wrong =
        switch (first) {
          case 0xe0 -> second < 0xa0;
          case 0xed -> second > 0x9f;
          case 0xf0 -> second < 0x90;
          case 0xf4 -> second > 0x8f;
          default -> false;
        };
    return wrong ? 0 : length;
  }

  /** Number of characters (code points) of well-formed UTF-8. */
  static int countCharacters(byte[] bytes, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      if ((bytes[i] & CONTINUATION_MASK) != CONTINUATION) {
        count++;
      }
    }
    return count;
  }

  /** Writes a code point at {@code index}; gives back the index behind it. */
  static int write(byte[] target, int index, int codePoint) {
    int next = index;
    if (codePoint < 0x80) {
      target[next++] = (byte) codePoint;
      return next;
    }
    if (codePoint < 0x800) {
      target[next++] = (byte) (0xc0 | codePoint >>> 6);
    } else {
      if (codePoint < 0x10000) {
        target[next++] = (byte) (0xe0 | codePoint >>> 12);
      } else {
        target[next++] = (byte) (0xf0 | codePoint >>> 18);
        target[next++] = (byte) (CONTINUATION | codePoint >>> 12 & 0x3f);
      }
      target[next++] = (byte) (CONTINUATION | codePoint >>> 6 & 0x3f);
    }
    target[next++] = (byte) (CONTINUATION | codePoint & 0x3f);
    return next;
  }
}

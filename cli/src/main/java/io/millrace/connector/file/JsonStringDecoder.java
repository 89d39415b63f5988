package io.millrace.connector.file;

/** Replaces the escapes of a JSON string by what they mean. Mutable; one thread. */
final class JsonStringDecoder {
  private static final int INITIAL_BYTES = 256;
  private static final int HEX_DIGITS = 4;

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int length;
  private String reason;

  /** Holds the decoded string, from its first byte on. */
  byte[] bytes() {
    return bytes;
  }

  /** Bytes of the decoded string. */
  int length() {
    return length;
  }

  /** What is wrong with the string, or null. */
  String reason() {
    return reason;
  }

  /**
   * Decodes up to the closing quote. The byte at {@code end} must be a line break.
   *
   * @param in holds the string
   * @param from behind the opening quote
   * @param firstSpecial the first escape or control character
   * @param end where the line ends
   * @return the index behind the closing quote; if the string is malformed, where that shows
   */
  int decode(byte[] in, int from, int firstSpecial, int end) {
    reason = null;
    if (bytes.length < end - from) {
      bytes = new byte[Math.max(end - from, 2 * bytes.length)];
    }
    int index = firstSpecial;
    int out = firstSpecial - from;
    System.arraycopy(in, from, bytes, 0, out);
    while (true) {
      byte value = in[index];
      if (value == '"') {
        length = out;
        return index + 1;
      }
      if (value >= 0 && value < ' ') {
        reason = index >= end ? "a string is not closed" : "a control character in a string";
        return index;
      }
      if (value != '\\') {
        bytes[out++] = value;
        index++;
        continue;
      }
      if (in[index + 1] == 'u') {
        int codePoint = codePoint(in, index);
        if (codePoint < 0) {
          return index;
        }
        out = Utf8.write(bytes, out, codePoint);
        index += codePoint < Character.MIN_SUPPLEMENTARY_CODE_POINT ? 6 : 12;
      } else {
        byte meant = simple(in[index + 1]);
        if (meant == 0) {
          reason = "an unknown escape in a string";
          return index;
        }
        bytes[out++] = meant;
        index += 2;
      }
    }
  }

  private static byte simple(byte escape) {
    return switch (escape) {
      case '"', '\\', '/' -> escape;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> 0;
    };
  }

  /** The code point of the escape, or pair of them, at {@code index}; -1 if there is none. */
  private int codePoint(byte[] in, int index) {
    int unit = unit(in, index);
    if (unit < 0) {
      reason = "an escape in a string needs four hexadecimal digits";
      return -1;
    }
    if (unit < Character.MIN_SURROGATE || unit > Character.MAX_SURROGATE) {
      return unit;
    }
    int low = unit > Character.MAX_HIGH_SURROGATE ? -1 : lowSurrogate(in, index + 6);
    if (low < 0) {
      reason = "half a surrogate pair in a string";
      return -1;
    }
    return Character.toCodePoint((char) unit, (char) low);
  }

  private static int lowSurrogate(byte[] in, int index) {
    int unit = in[index] == '\\' && in[index + 1] == 'u' ? unit(in, index) : -1;
    boolean low = unit >= Character.MIN_LOW_SURROGATE && unit <= Character.MAX_LOW_SURROGATE;
    return low ? unit : -1;
  }

  private static int unit(byte[] in, int index) {
    int unit = 0;
    for (int i = 0; i < HEX_DIGITS; i++) {
      int digit = Character.digit(in[index + 2 + i], 16);
      if (digit < 0) {
        return -1;
      }
      unit = unit << 4 | digit;
    }
    return unit;
  }
}

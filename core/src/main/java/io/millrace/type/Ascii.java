package io.millrace.type;

/** Digits, blanks and words in ASCII bytes. */
final class Ascii {
  private Ascii() {}

  /** The digit that a byte stands for, 0 to 9; anything else for what is no digit. */
  static int digit(byte b) {
    return b - '0';
  }

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** The number in {@code count} digits, at most 9, or -1 if they are not all digits. */
  static int digits(byte[] source, int from, int count) {
    int value = 0;
    for (int i = from; i < from + count; i++) {
      if (!isDigit(source[i])) {
        return -1;
      }
      value = value * 10 + digit(source[i]);
    }
    return value;
  }

  /** Index of the first byte that is no blank. */
  static int skipBlanks(byte[] source, int from, int to) {
    int at = from;
    while (at < to && isBlank(source[at])) {
      at++;
    }
    return at;
  }

  /** Index behind the last byte that is no blank. */
  static int dropBlanks(byte[] source, int from, int to) {
    int end = to;
    while (end > from && isBlank(source[end - 1])) {
      end--;
    }
    return end;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  /** Whether the bytes are a word of lower-case letters, in any case. */
  static boolean isWord(byte[] source, int from, int to, String word) {
    if (to - from != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if ((source[from + i] | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}

package io.millrace.type;

/**
 * BOOLEAN as text: {@code true} or {@code false}, read in any case with blanks around. Free to use
 * from any thread.
 */
public final class BooleanText {
  private BooleanText() {}

  /**
   * Reads bytes from {@code from} up to, not including, {@code to}.
   *
   * @throws ValueFormatException if they are not a BOOLEAN
   */
  public static boolean parse(byte[] source, int from, int to) {
    int start = Ascii.skipBlanks(source, from, to);
    int end = Ascii.dropBlanks(source, start, to);
    if (Ascii.isWord(source, start, end, "true")) {
      return true;
    }
    if (Ascii.isWord(source, start, end, "false")) {
      return false;
    }
    throw ValueFormatException.of("not a BOOLEAN", source, from, to, "expected true or false");
  }

  /** Appends a value. */
  public static void append(TextBuffer out, boolean value) {
    out.append(value ? "true" : "false");
  }
}

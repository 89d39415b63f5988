package io.millrace.connector.file;

/**
 * Reads the tokens of one JSON text, as of RFC 8259, without allocating; a string without escapes
 * is a range of the line itself. The byte behind the text must be a line break. Mutable; one
 * thread.
 */
final class JsonScanner {
  /** The value is malformed; the fault says why. */
  static final int FAILED = 0;

  /** A string; its text has no quotes and no escapes. */
  static final int STRING = 1;

  /** A number; its text is as it stands there. */
  static final int NUMBER = 2;

  /** {@code true} or {@code false}; its text is that word. */
  static final int BOOLEAN = 3;

  /** The word {@code null}. */
  static final int NULL = 4;

  /** An object or an array; its text is as it stands there. */
  static final int NESTED = 5;

  private static final int MOST_DEPTH = 1000;
  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
  private static final byte[] NULL_WORD = {'n', 'u', 'l', 'l'};

  private final LineFault fault;
  private final JsonStringDecoder strings;
  private final byte[] open = new byte[MOST_DEPTH];
  private byte[] bytes;
  private int start;
  private int position;
  private int end;
  private int valueStart;
  private byte[] text;
  private int textFrom;
  private int textTo;

  /** A scanner that describes what is wrong in {@code fault}. */
  JsonScanner(LineFault fault) {
    this.fault = fault;
    this.strings = new JsonStringDecoder();
  }

  /** Starts with another text. */
  void reset(byte[] newBytes, int from, int to) {
    bytes = newBytes;
    start = from;
    position = from;
    end = to;
    valueStart = from;
    text = newBytes;
    textFrom = from;
    textTo = from;
  }

  /** Where the text starts. */
  int start() {
    return start;
  }

  /** Holds the text of the last string or value. */
  byte[] text() {
    return text;
  }

  /** Where the text of the last string or value starts. */
  int textFrom() {
    return textFrom;
  }

  /** Where the text of the last string or value ends. */
  int textTo() {
    return textTo;
  }

  /** Where in the line the last value starts, counted from 1. */
  int valuePosition() {
    return valueStart - start + 1;
  }

  /** Whether only white space is left. */
  boolean atEnd() {
    skipWhiteSpace();
    return position == end;
  }

  /** Takes a character if it is the next one. */
  boolean skip(char wanted) {
    skipWhiteSpace();
    if (bytes[position] == wanted && position < end) {
      position++;
      return true;
    }
    return false;
  }

  /** Takes a character that must be the next one. */
  boolean take(char wanted, String otherwise) {
    return skip(wanted) || fail(otherwise);
  }

  /** Notes a fault at the present position; always false. */
  boolean fail(String reason) {
    fault.set(null, "malformed JSON, " + reason, bytes, position, end);
    fault.at(position - start + 1);
    return false;
  }

  private void skipWhiteSpace() {
    byte[] in = bytes;
    int index = position;
    while (index < end
        && (in[index] == ' ' || in[index] == '\t' || in[index] == '\r' || in[index] == '\n')) {
      index++;
    }
    position = index;
  }

  /** Takes a string, which must come next. */
  boolean takeString(String otherwise) {
    skipWhiteSpace();
    if (bytes[position] != '"' || position >= end) {
      return fail(otherwise);
    }
    int from = position + 1;
    int index = from;
    byte[] in = bytes;
    while (in[index] != '"' && in[index] != '\\' && (in[index] < 0 || in[index] >= ' ')) {
      index++;
    }
    if (in[index] == '"') {
      text = in;
      textFrom = from;
      textTo = index;
      position = index + 1;
      return true;
    }
    return takeEscaped(from, index);
  }

  private boolean takeEscaped(int from, int index) {
    int behind = strings.decode(bytes, from, index, end);
    position = behind;
    if (strings.reason() != null) {
      return fail(strings.reason());
    }
    text = strings.bytes();
    textFrom = 0;
    textTo = strings.length();
    return true;
  }

  /** Takes a value of any kind, nested ones with all that is in them. */
  int takeValue() {
    skipWhiteSpace();
    valueStart = position;
    byte first = bytes[position];
    if (first == '{' || first == '[') {
      int from = position;
      if (!skipNested()) {
        return FAILED;
      }
      setText(from);
      return NESTED;
    }
    return takeScalar();
  }

  /** Takes a value that does not matter; false if it is malformed. */
  boolean skipValue() {
    return takeValue() != FAILED;
  }

  private int takeScalar() {
    switch (bytes[position]) {
      case '"' -> {
        return takeString("expected a string") ? STRING : FAILED;
      }
      case 't' -> {
        return takeWord(TRUE) ? BOOLEAN : FAILED;
      }
      case 'f' -> {
        return takeWord(FALSE) ? BOOLEAN : FAILED;
      }
      case 'n' -> {
        return takeWord(NULL_WORD) ? NULL : FAILED;
      }
      default -> {
        return takeNumber() ? NUMBER : FAILED;
      }
    }
  }

  private boolean takeWord(byte[] word) {
    for (int i = 0; i < word.length; i++) {
      if (bytes[position + i] != word[i]) {
        return fail("expected a value");
      }
    }
    int from = position;
    position += word.length;
    setText(from);
    return true;
  }

  private boolean takeNumber() {
    int from = position;
    int index = from;
    if (bytes[index] == '-') {
      index++;
    }
    int digits = index;
    index = skipDigits(index);
    if (index == digits) {
      return fail("expected a value");
    }
    if (bytes[digits] == '0' && index > digits + 1) {
      return fail("a number must not start with 0");
    }
    if (bytes[index] == '.') {
      digits = index + 1;
      index = skipDigits(digits);
      if (index == digits) {
        return fail("a number must have digits behind its point");
      }
    }
    if (bytes[index] == 'e' || bytes[index] == 'E') {
      index++;
      digits = bytes[index] == '+' || bytes[index] == '-' ? index + 1 : index;
      index = skipDigits(digits);
      if (index == digits) {
        return fail("a number must have digits in its exponent");
      }
    }
    position = index;
    setText(from);
    return true;
  }

  private int skipDigits(int from) {
    byte[] in = bytes;
    int index = from;
    while (in[index] >= '0' && in[index] <= '9') {
      index++;
    }
    return index;
  }

  private void setText(int from) {
    text = bytes;
    textFrom = from;
    textTo = position;
  }

  private boolean skipNested() {
    int depth = 0;
    open[depth++] = bytes[position++];
    boolean first = true;
    while (depth > 0) {
      boolean object = open[depth - 1] == '{';
      if (skip(object ? '}' : ']')) {
        depth--;
        first = false;
        continue;
      }
      if (!first && !take(',', object ? "expected , or }" : "expected , or ]")) {
        return false;
      }
      if (object && !(takeString("expected a field name") && take(':', "expected :"))) {
        return false;
      }
      skipWhiteSpace();
      byte value = bytes[position];
      if (value == '{' || value == '[') {
        if (depth == MOST_DEPTH) {
          return fail("nested too deeply");
        }
        open[depth++] = value;
        position++;
        first = true;
      } else {
        if (takeScalar() == FAILED) {
          return false;
        }
        first = false;
      }
    }
    return true;
  }
}

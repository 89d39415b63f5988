package io.millrace.type;

import java.nio.charset.StandardCharsets;

/**
 * Text that is no value of the type it is read as. The message names the text, shortened if it is
 * long. There is no stack trace: bad input is an everyday event, and the text says more.
 */
public final class ValueFormatException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private static final int MOST_CHARACTERS = 60;

  private final String problem;
  private final String expectation;

  /**
   * An exception for a text.
   *
   * @param problem what is wrong, such as {@code not a DATE}
   * @param text what was read
   * @param expectation what would be right, such as {@code expected true or false}
   */
  public ValueFormatException(String problem, String text, String expectation) {
    super(problem + ": text=" + text + "; " + expectation);
    this.problem = problem;
    this.expectation = expectation;
  }

  /** An exception for the text in a range of bytes. */
  static ValueFormatException of(
      String problem, byte[] source, int from, int to, String expectation) {
    return new ValueFormatException(problem, shown(source, from, to), expectation);
  }

  private static String shown(byte[] source, int from, int to) {
    int end = Utf8.skip(source, from, to, MOST_CHARACTERS);
    StringBuilder text = new StringBuilder();
    new String(source, from, end - from, StandardCharsets.UTF_8)
        .codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c)) {
                text.append(String.format("\\u%04x", c));
              } else {
                text.appendCodePoint(c);
              }
            });
    if (end < to) {
      text.append("... (").append(to - from).append(" bytes)");
    }
    return text.toString();
  }

  /** What is wrong, without the text, such as {@code not a DATE}. */
  public String problem() {
    return problem;
  }

  /** What would be right, such as {@code expected true or false}. */
  public String expectation() {
    return expectation;
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}

package io.millrace.query;

import java.util.List;

/**
 * SQL that is wrong or refused, with the place. Lines and columns count from 1; the end is
 * included.
 */
public final class SqlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient SqlPosition position;
  private final transient List<String> candidates;

  /**
   * An error in SQL.
   *
   * @param message what is wrong and what to do, without the position
   * @param position where, or null if it has no place
   * @param candidates names that may have been meant; may be empty
   */
  public SqlException(String message, SqlPosition position, List<String> candidates) {
    super(message);
    this.position = position;
    this.candidates = List.copyOf(candidates);
  }

  /** An error without candidates. */
  public SqlException(String message, SqlPosition position) {
    this(message, position, List.of());
  }

  /** Where, or null. */
  public SqlPosition position() {
    return position;
  }

  /** Names that may have been meant. */
  public List<String> candidates() {
    return candidates;
  }

  /**
   * The message with the line it is about and carets under the span.
   *
   * @param text the whole SQL text
   * @param source its name, such as a file name
   */
  public String render(String text, String source) {
    StringBuilder out = new StringBuilder("error: ").append(getMessage());
    if (!candidates.isEmpty()) {
      out.append("; did you mean ").append(String.join(", ", candidates)).append('?');
    }
    if (position != null) {
      position.appendTo(out.append(System.lineSeparator()), text, source);
    }
    return out.toString();
  }
}

package io.millrace.output;

/** What a {@link Letter} is about. */
public enum LetterKind {
  /** A row that came when its window was closed, or its place in event-time order was final. */
  LATE_ROW("late row"),

  /** A row that the query cannot use. */
  DEAD_LETTER("dead letter"),

  /** A group whose result cannot be computed; it is counted among the dead letters. */
  FAILED_GROUP("failed group");

  private final String word;

  LetterKind(String word) {
    this.word = word;
  }

  /** As it is written in files and messages: {@code late row}. */
  public String word() {
    return word;
  }
}

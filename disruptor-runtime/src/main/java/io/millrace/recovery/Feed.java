package io.millrace.recovery;

/**
 * A subscriber that publishes the rows of its query into another stream, and tells by their number
 * which of them that stream has when they come once more. That holds as long as they come in the
 * order in which they came before, so with the same number of partitions.
 */
public interface Feed {
  /** Whether the other stream has rows that are going to come once more. */
  boolean hasRowsToCome();
}

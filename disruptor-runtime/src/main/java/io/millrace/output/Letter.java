package io.millrace.output;

/**
 * What a query did not compute with, and why: a row that came too late, a row that it cannot use,
 * or a group whose result fails. Valid while its subscriber is called; {@link #copy} is valid for
 * ever.
 *
 * @param kind what it is about
 * @param sequence the sequence at which the query found out; under ordered delivery it says between
 *     which output rows that was
 * @param reason why, in words
 * @param row the row with all columns of the stream; null for a failed group
 * @param group keys of a failed group and the start of its window, such as {@code k=1,
 *     window_start=2024-01-01T00:00:00}; null for a row
 */
public record Letter(LetterKind kind, long sequence, String reason, Row row, String group) {
  /** The same with a row of its own, valid for ever; allocates. */
  public Letter copy() {
    return row == null ? this : new Letter(kind, sequence, reason, row.copy(), group);
  }
}

package io.millrace.output;

/**
 * Takes a changelog as records with their kinds, one at a time, on one thread. What throws stops
 * the query.
 *
 * @param <R> the record class
 */
@FunctionalInterface
public interface ChangeSubscriber<R> {
  /**
   * Takes a row as a record.
   *
   * @param kind one of {@link io.millrace.batch.RowKind}
   */
  void onChange(byte kind, R value);

  /**
   * Takes what the query did not compute with: see {@link LetterSubscriber#onLetter}, also for the
   * thread, which is not that of the records.
   */
  default void onLetter(Letter letter) {}

  /** Told once that the query has stopped, with partition, sequence and cause in the message. */
  default void onError(QueryFailedException failure) {}

  /** Told once that input has ended and all output was delivered. */
  default void onComplete() {}
}

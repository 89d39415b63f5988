package io.millrace.output;

/**
 * Takes the output of a query as records, one at a time, on one thread. What throws stops the
 * query.
 *
 * @param <R> the record class
 */
@FunctionalInterface
public interface RecordSubscriber<R> {
  /** Takes a row as a record. */
  void onRecord(R value);

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

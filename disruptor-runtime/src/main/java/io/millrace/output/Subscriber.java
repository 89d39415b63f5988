package io.millrace.output;

import io.millrace.batch.RecordBatch;

/**
 * Takes the output of one query. With delivery by partition, {@link #onRows} is called by several
 * threads at a time if there are several partitions; ordered, by one. The side methods {@link
 * #onLateRow}, {@link #onDeadLetter} and {@link #onFailedGroup} are always called on the
 * partition's thread; {@link LetterSubscriber} takes them as objects. What throws stops the query.
 */
@FunctionalInterface
public interface Subscriber {
  /**
   * Takes output rows; the batch is valid during the call and must not be changed.
   *
   * @param rows the rows with their kinds
   * @param partition where they were computed
   * @param sequence the sequence that caused them; never goes back within a partition
   */
  void onRows(RecordBatch rows, int partition, long sequence);

  /**
   * Takes a row that came too late.
   *
   * @param batch holds the row, in the schema of the stream; valid during the call
   * @param row index of the row in the batch
   * @param sequence the sequence at which it was found
   * @param reason why, in words
   */
  default void onLateRow(RecordBatch batch, int row, long sequence, String reason) {}

  /**
   * Takes a row that the query could not use.
   *
   * @param batch holds the row, in the schema of the stream; valid during the call
   * @param row index of the row in the batch
   * @param sequence the sequence at which it failed; later than that of its arrival where rows wait
   * @param reason why, in words
   */
  default void onDeadLetter(RecordBatch batch, int row, long sequence, String reason) {}

  /**
   * Takes a group that cannot be put out. It is counted among the dead letters.
   *
   * @param group its keys and the start of its window, such as {@code k=1,
   *     window_start=2024-01-01T00:00:00}
   * @param sequence the sequence that would have put it out
   * @param reason why, in words
   */
  default void onFailedGroup(String group, long sequence, String reason) {}

  /** Told once that the query has stopped, with partition, sequence and cause in the message. */
  default void onError(QueryFailedException failure) {}

  /** Told once that input has ended and all output was delivered. */
  default void onComplete() {}
}

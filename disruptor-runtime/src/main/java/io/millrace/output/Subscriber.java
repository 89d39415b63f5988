package io.millrace.output;

import io.millrace.batch.RecordBatch;

/**
 * Takes the output of one query. With delivery by partition, {@link #onRows} is called by several
 * threads at a time if there are several partitions; ordered, by one. The side methods are always
 * called on the partition's thread. What throws stops the query.
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

  /** Takes a row that came too late; the batch, in the input schema, is valid during the call. */
  default void onLateRow(RecordBatch batch, int row, String reason) {}

  /** Takes a row that the query could not use; the batch is valid during the call. */
  default void onDeadLetter(RecordBatch batch, int row, String reason) {}

  /**
   * Takes a group that cannot be put out: its keys and the start of its window, such as {@code k=1,
   * window_start=2024-01-01T00:00:00}. It is counted among the dead letters.
   */
  default void onFailedGroup(String group, String reason) {}

  /** Told once that the query has stopped, with partition, sequence and cause in the message. */
  default void onError(QueryFailedException failure) {}

  /** Told once that input has ended and all output was delivered. */
  default void onComplete() {}
}

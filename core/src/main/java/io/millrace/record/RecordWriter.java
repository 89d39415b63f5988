package io.millrace.record;

import io.millrace.batch.RecordBatch;

/**
 * Writes records of one class as rows of one schema. Free to use from any thread; allocates nothing
 * but what {@code BigDecimal} needs.
 *
 * @param <R> the record class
 */
@FunctionalInterface
public interface RecordWriter<R> {
  /**
   * Writes every column of a row behind the last one of a batch.
   *
   * @throws IllegalArgumentException if a value does not fit its column, or is null where NULL is
   *     not allowed; the row is half written then
   */
  void write(R value, RecordBatch batch, int row);
}

package io.millrace.record;

import io.millrace.batch.RecordBatch;

/**
 * Makes records of one class from rows of one schema. Free to use from any thread; allocates the
 * record and the objects in it.
 *
 * @param <R> the record class
 */
@FunctionalInterface
public interface RecordReader<R> {
  /**
   * A record of the values of a row.
   *
   * @throws IllegalArgumentException if a value has no counterpart, such as NULL for a primitive
   */
  R read(RecordBatch batch, int row);
}

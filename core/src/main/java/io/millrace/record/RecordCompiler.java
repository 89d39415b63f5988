package io.millrace.record;

import java.util.List;

/**
 * Generates the classes that write and read records; found by {@link java.util.ServiceLoader}.
 * Implementations are stateless, keep no class alive and are free to use from any thread.
 */
public interface RecordCompiler {
  /**
   * A writer of a record class.
   *
   * @param columns one for each column of the stream, in order
   * @throws IllegalArgumentException if generated code cannot reach the class
   */
  <R extends Record> RecordWriter<R> writer(Class<R> type, List<ColumnBinding> columns);

  /**
   * A reader of a record class.
   *
   * @param components one for each component of the record, in order
   * @throws IllegalArgumentException if generated code cannot reach the class
   */
  <R extends Record> RecordReader<R> reader(Class<R> type, List<ColumnBinding> components);
}

package io.millrace.cli.demo;

import io.millrace.batch.RecordBatch;
import io.millrace.query.StreamDefinition;
import java.util.List;
import java.util.function.Consumer;

/** One query over rows in memory, run through the public API as often as wanted. One thread. */
final class QueryRun {
  QueryRun(StreamDefinition stream, List<RecordBatch> batches, String sql) {}

  static StreamDefinition declare(String sql) {
    throw new UnsupportedOperationException();
  }

  void ordered(int partitions, Consumer<RecordBatch> target) {}

  long counted(int partitions) {
    return 0;
  }
}

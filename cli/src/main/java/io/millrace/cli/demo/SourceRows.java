package io.millrace.cli.demo;

import io.millrace.batch.RecordBatch;
import io.millrace.cli.console.ProgressLine;
import io.millrace.connector.ConnectorContext;
import io.millrace.connector.ConnectorRegistry;
import io.millrace.connector.Source;
import io.millrace.query.StreamDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads all rows of a stream into memory. */
final class SourceRows {
  private static final int BATCH_ROWS = 1024;

  private SourceRows() {}

  /**
   * Reads the stream from its connector, all columns.
   *
   * @param progress shows how far the source is read, until it is closed
   */
  static List<RecordBatch> read(StreamDefinition stream, Function<Source, ProgressLine> progress) {
    List<RecordBatch> batches = new ArrayList<>();
    try (Source source =
            ConnectorRegistry.load()
                .find(stream)
                .openSource(stream, null, ConnectorContext.ofProcess());
        ProgressLine line = progress.apply(source)) {
      RecordBatch batch = new RecordBatch(stream.schema(), BATCH_ROWS);
      while (source.read(batch)) {
        if (batch.isFull()) {
          batches.add(batch);
          batch = new RecordBatch(stream.schema(), BATCH_ROWS);
        }
      }
      if (batch.rowCount() > 0) {
        batches.add(batch);
      }
    }
    return batches;
  }

  /** The values of a column that takes longs. */
  static long[] column(List<RecordBatch> batches, int column) {
    long[] values = new long[batches.stream().mapToInt(RecordBatch::rowCount).sum()];
    int from = 0;
    for (RecordBatch batch : batches) {
      System.arraycopy(batch.column(column).longs(), 0, values, from, batch.rowCount());
      from += batch.rowCount();
    }
    return values;
  }
}

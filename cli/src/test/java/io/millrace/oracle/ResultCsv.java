package io.millrace.oracle;

import io.millrace.batch.RecordBatch;
import io.millrace.connector.file.CsvRowFormat;
import io.millrace.output.QueryFailedException;
import io.millrace.output.Subscriber;
import io.millrace.type.IntegerText;
import io.millrace.type.Schema;
import io.millrace.type.TextBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Keeps the output of a query as CSV, with partition, number within the partition and operation
 * first. Takes rows of several partitions at a time, each by one thread.
 */
final class ResultCsv implements Subscriber {
  private static final int MOST_PARTITIONS = 8;

  private final TextBuffer[] rows = buffers();
  private final TextBuffer[] lateIds = buffers();
  private final long[] counts = new long[MOST_PARTITIONS];
  private CsvRowFormat format;
  private volatile QueryFailedException failure;

  private static TextBuffer[] buffers() {
    TextBuffer[] buffers = new TextBuffer[MOST_PARTITIONS];
    Arrays.setAll(buffers, i -> new TextBuffer());
    return buffers;
  }

  /** Takes note of the columns, before the first row. */
  void open(Schema schema) {
    format = new CsvRowFormat(schema, true);
  }

  @Override
  public void onRows(RecordBatch batch, int partition, long sequence) {
    TextBuffer out = rows[partition];
    for (int row = 0; row < batch.rowCount(); row++) {
      IntegerText.append(out, partition);
      IntegerText.append(out.append(','), counts[partition]++);
      format.appendRow(out.append(','), batch, row);
    }
  }

  @Override
  public void onLateRow(RecordBatch batch, int row, long sequence, String reason) {
    TextBuffer out = lateIds[(int) (Thread.currentThread().getId() % MOST_PARTITIONS)];
    synchronized (out) {
      IntegerText.append(out, batch.column(0).longs()[row]);
      out.append('\n');
    }
  }

  @Override
  public void onError(QueryFailedException cause) {
    failure = cause;
  }

  /** Moves the rows into a table with the columns {@code part, n, op} and the query's own. */
  void load(DuckDb duck, String table, Schema schema) {
    if (failure != null) {
      throw new IllegalStateException(failure.getMessage(), failure);
    }
    List<String> columns = new ArrayList<>(List.of("part INTEGER", "n BIGINT", "op VARCHAR"));
    columns.addAll(DuckDb.columns(schema));
    duck.load(table, columns, Arrays.asList(rows));
  }

  /** Moves the first column, a BIGINT, of the late rows into a table of one column {@code id}. */
  void loadLate(DuckDb duck, String table) {
    duck.load(table, List.of("id BIGINT"), Arrays.asList(lateIds));
  }
}

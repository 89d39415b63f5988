package io.millrace.table;

import io.millrace.batch.RecordBatch;
import io.millrace.output.Row;
import io.millrace.type.Schema;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * The rows that a SELECT over a table gave: a list of views, and the batches behind them. It is on
 * its own: no version need be held. Immutable; free to use from any thread.
 */
public final class TableResult extends AbstractList<Row> implements RandomAccess {
  private final Schema schema;
  private final long sequence;
  private final List<RecordBatch> batches;
  private final int[] starts;
  private final int size;

  TableResult(Schema schema, long sequence, List<RecordBatch> batches) {
    this.schema = schema;
    this.sequence = sequence;
    this.batches = List.copyOf(batches);
    this.starts = new int[batches.size()];
    int rows = 0;
    for (int i = 0; i < starts.length; i++) {
      starts[i] = rows;
      rows = Math.addExact(rows, batches.get(i).rowCount());
    }
    this.size = rows;
  }

  /** The columns. */
  public Schema schema() {
    return schema;
  }

  /** The sequence of the version that was read. */
  public long sequence() {
    return sequence;
  }

  /** The rows by batch, none of them empty; they must not be changed. */
  public List<RecordBatch> batches() {
    return batches;
  }

  /** Number of rows. */
  @Override
  public int size() {
    return size;
  }

  /** A view of a row, counted from 0; allocates the view. */
  @Override
  public Row get(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(
          "no such row: index=" + index + ", rows=" + size + "; rows count from 0");
    }
    int found = Arrays.binarySearch(starts, index);
    int batch = found < 0 ? -found - 2 : found;
    return new Row().wrap(batches.get(batch), index - starts[batch]);
  }
}

package io.millrace.batch;

import io.millrace.type.Schema;

/**
 * Up to {@link #capacity()} rows of one schema, column by column, in arrays that are allocated once
 * and used again.
 *
 * <p>An input batch carries, for rows that arrived behind the watermark, the watermark at their
 * arrival ({@link #arrivalWatermark}); that decides which rows are late, however rows are batched
 * and routed. An output batch carries the {@link RowKind} of each row.
 *
 * <p>One thread at a time. Nothing here allocates after construction, but for text that outgrows
 * its array.
 */
public final class RecordBatch {
  /** Arrival watermark of a row that was not behind the watermark: such a row is never late. */
  public static final long NOT_BEHIND = Long.MIN_VALUE;

  private static final int NO_COLUMN = -1;

  private final Schema schema;
  private final int capacity;
  private final ColumnVector[] columns;
  private final int[] allColumns;
  private final byte[] kinds;
  private final long[] arrivalWatermarks;
  private int rowCount;
  private boolean hasRowsBehind;
  private int ascendingColumn = NO_COLUMN;

  /** An empty batch of at most {@code capacity} rows. */
  public RecordBatch(Schema schema, int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "batch without room: capacity=" + capacity + "; it must be at least 1");
    }
    this.schema = schema;
    this.capacity = capacity;
    this.columns = new ColumnVector[schema.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = new ColumnVector(schema.type(i), capacity);
    }
    this.allColumns = java.util.stream.IntStream.range(0, columns.length).toArray();
    this.kinds = new byte[capacity];
    this.arrivalWatermarks = new long[capacity];
    java.util.Arrays.fill(arrivalWatermarks, NOT_BEHIND);
  }

  /** The columns' names and types. */
  public Schema schema() {
    return schema;
  }

  /** Most rows that fit. */
  public int capacity() {
    return capacity;
  }

  /** Rows in the batch. */
  public int rowCount() {
    return rowCount;
  }

  /**
   * Declares the first {@code rowCount} rows, already written to the columns, to be the content.
   */
  public void rowCount(int rowCount) {
    if (rowCount > this.rowCount) {
      ascendingColumn = NO_COLUMN;
    }
    this.rowCount = rowCount;
  }

  /** Whether no further row fits. */
  public boolean isFull() {
    return rowCount == capacity;
  }

  /** The column at {@code index}, from 0. */
  public ColumnVector column(int index) {
    return columns[index];
  }

  /** The {@link RowKind} of each row; all INSERT in an input batch. */
  public byte[] kinds() {
    return kinds;
  }

  /**
   * Whether the values of a column, of a type that takes a long, are known never to be NULL and
   * never to go down from row to row, because {@link #markAscending} said so. Lost when a row that
   * changes that is appended, and with {@link #clear}.
   */
  public boolean isAscending(int column) {
    return ascendingColumn == column;
  }

  /** Says that {@link #isAscending} holds of the rows that there are; forgets any other column. */
  public void markAscending(int column) {
    ascendingColumn = column;
  }

  /** Whether the order of rows survives that those of another batch follow: one column's does. */
  private void appendOrder(RecordBatch source, int firstRow) {
    int column = source.ascendingColumn;
    boolean continues =
        column != NO_COLUMN
            && (rowCount == 0
                || (column == ascendingColumn
                    && columns[column].longs()[rowCount - 1]
                        <= source.columns[column].longs()[firstRow]));
    ascendingColumn = continues ? column : NO_COLUMN;
  }

  /** Whether any row arrived behind the watermark; if not, no row is late for anything. */
  public boolean hasRowsBehind() {
    return hasRowsBehind;
  }

  /**
   * Watermark at the arrival of {@code row} if it was behind it (its event time was smaller), else
   * {@link #NOT_BEHIND}. Nanoseconds since the epoch.
   */
  public long arrivalWatermark(int row) {
    return arrivalWatermarks[row];
  }

  /** Notes that {@code row} arrived when the watermark was already above its event time. */
  public void markBehind(int row, long watermarkNs) {
    arrivalWatermarks[row] = watermarkNs;
    hasRowsBehind = true;
  }

  /** Forgets all rows. Costs time for NULL bits of the rows, not for their values. */
  public void clear() {
    for (ColumnVector column : columns) {
      column.clear(rowCount);
    }
    forgetKinds();
    if (hasRowsBehind) {
      java.util.Arrays.fill(arrivalWatermarks, 0, rowCount, NOT_BEHIND);
      hasRowsBehind = false;
    }
    ascendingColumn = NO_COLUMN;
    rowCount = 0;
  }

  /**
   * Leaves them alone where they are INSERT already, as in input: readers have them in the cache.
   */
  private void forgetKinds() {
    for (int row = 0; row < rowCount; row++) {
      if (kinds[row] != RowKind.INSERT) {
        java.util.Arrays.fill(kinds, row, rowCount, RowKind.INSERT);
        return;
      }
    }
  }

  /** Forgets the rows from {@code row} on, which can then be written anew. */
  public void truncate(int row, int rowsWritten) {
    for (ColumnVector column : columns) {
      column.truncate(row, rowsWritten);
    }
    java.util.Arrays.fill(kinds, row, rowsWritten, RowKind.INSERT);
    if (hasRowsBehind) {
      java.util.Arrays.fill(arrivalWatermarks, row, rowsWritten, NOT_BEHIND);
    }
    rowCount = row;
  }

  /** Appends a copy of one row of a batch of the same schema; there must be room. */
  public void appendRow(RecordBatch source, int sourceRow) {
    appendOrder(source, sourceRow);
    int row = rowCount;
    for (int i = 0; i < columns.length; i++) {
      columns[i].copyRow(source.columns[i], sourceRow, row);
    }
    kinds[row] = source.kinds[sourceRow];
    copyArrival(source, sourceRow, row);
    rowCount = row + 1;
  }

  /**
   * Puts a copy of one row of a batch of the same schema in the place of one that is there. Text of
   * the old row stays unused until the rows are copied elsewhere; until then rows may be appended
   * and replaced, but not {@link #truncate truncated}.
   */
  public void replaceRow(int row, RecordBatch source, int sourceRow) {
    for (int i = 0; i < columns.length; i++) {
      columns[i].replaceRow(source.columns[i], sourceRow, row);
    }
    kinds[row] = source.kinds[sourceRow];
    arrivalWatermarks[row] = NOT_BEHIND;
    copyArrival(source, sourceRow, row);
    ascendingColumn = NO_COLUMN;
  }

  /**
   * Appends copies of the given rows, their indices ascending, of a batch of the same schema; there
   * must be room.
   */
  public void appendRows(RecordBatch source, int[] rows, int from, int count) {
    appendRows(source, rows, from, count, allColumns);
  }

  /**
   * Like {@link #appendRows}, but of some columns only; the others hold whatever they held. Order
   * is kept in mind only where it is that of one of them.
   *
   * @param of indices of the columns, ascending
   */
  public void appendRows(RecordBatch source, int[] rows, int from, int count, int[] of) {
    if (count > 0) {
      appendOrder(source, rows[from]);
      if (ascendingColumn != NO_COLUMN && java.util.Arrays.binarySearch(of, ascendingColumn) < 0) {
        ascendingColumn = NO_COLUMN;
      }
    }
    for (int column : of) {
      columns[column].gather(source.columns[column], rows, from, rowCount, count);
    }
    if (source.hasRowsBehind) {
      for (int i = 0; i < count; i++) {
        copyArrival(source, rows[from + i], rowCount + i);
      }
    }
    rowCount += count;
  }

  /** Appends copies of {@code count} neighbouring rows of a batch of the same schema. */
  public void appendRange(RecordBatch source, int sourceRow, int count) {
    if (count > 0) {
      appendOrder(source, sourceRow);
    }
    int row = rowCount;
    for (int i = 0; i < columns.length; i++) {
      columns[i].copyRange(source.columns[i], sourceRow, row, count);
    }
    System.arraycopy(source.kinds, sourceRow, kinds, row, count);
    if (source.hasRowsBehind) {
      for (int i = 0; i < count; i++) {
        copyArrival(source, sourceRow + i, row + i);
      }
    }
    rowCount = row + count;
  }

  private void copyArrival(RecordBatch source, int sourceRow, int row) {
    long watermarkNs = source.arrivalWatermarks[sourceRow];
    if (watermarkNs != NOT_BEHIND) {
      markBehind(row, watermarkNs);
    }
  }

  /** Heap bytes that the batch takes. */
  public long heapBytes() {
    long total = 9L * capacity;
    for (ColumnVector column : columns) {
      total += column.heapBytes();
    }
    return total;
  }
}

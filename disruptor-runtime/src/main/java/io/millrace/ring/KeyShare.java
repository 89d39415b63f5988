package io.millrace.ring;

import io.millrace.batch.RecordBatch;
import io.millrace.type.Schema;
import java.util.stream.IntStream;

/**
 * The rows of a batch that belong to one partition: their indices, and for queries that do not take
 * those a copy, of only the columns that they need. One thread.
 */
final class KeyShare {
  private final int partition;
  private final RecordBatch own;
  private final int[] rows;
  private int count;
  private int[] columns = {};
  private RecordBatch source;
  private boolean copied;

  KeyShare(Schema schema, int batchRows, int partition) {
    this.partition = partition;
    this.own = new RecordBatch(schema, batchRows);
    this.rows = new int[batchRows];
  }

  /** Says which columns are needed by computations that get copies. */
  void needColumnsOf(Computation[] computations) {
    columns =
        IntStream.range(0, own.schema().size())
            .filter(column -> isNeeded(column, computations))
            .toArray();
  }

  private static boolean isNeeded(int column, Computation[] computations) {
    for (Computation task : computations) {
      if (!task.takesSelections() && task.needsColumn(column)) {
        return true;
      }
    }
    return false;
  }

  /** Selects the partition's rows of a batch; whether there are any. */
  boolean select(RecordBatch batch, PartitionBits bits) {
    source = batch;
    copied = false;
    count = bits.select(partition, rows);
    return count > 0;
  }

  /** The batch of which rows are selected. */
  RecordBatch batch() {
    return source;
  }

  /** Indices of the selected rows, ascending. */
  int[] rows() {
    return rows;
  }

  /** How many rows are selected. */
  int count() {
    return count;
  }

  /** A copy of the selected rows, valid until the next selection. */
  RecordBatch copy() {
    if (!copied) {
      copied = true;
      own.clear();
      own.appendRows(source, rows, 0, count, columns);
    }
    return own;
  }

  /** The batch that a reported row lies in with all its columns. */
  RecordBatch wholeBatch(RecordBatch reported) {
    return reported == own ? source : reported;
  }

  /** The index of a reported row in {@link #wholeBatch}. */
  int wholeRow(RecordBatch reported, int row) {
    return reported == own ? rows[row] : row;
  }
}

package io.millrace.ring;

import io.millrace.batch.RecordBatch;
import io.millrace.type.Schema;
import java.util.stream.IntStream;

/**
 * The rows of a batch that belong to one partition, copied into a batch of their own by the
 * partition itself, and only the columns that somebody needs. One thread.
 */
final class KeyShare {
  private final int partition;
  private final RecordBatch own;
  private int[] columns = {};
  private RecordBatch source;
  private int[] sourceRows;
  private int sourceStart;

  KeyShare(Schema schema, int batchRows, int partition) {
    this.partition = partition;
    this.own = new RecordBatch(schema, batchRows);
  }

  /** Says which columns are needed by tasks that do or do not keep rows. */
  void needColumnsOf(QueryTask[] tasks) {
    columns =
        IntStream.range(0, own.schema().size()).filter(column -> isNeeded(column, tasks)).toArray();
  }

  private static boolean isNeeded(int column, QueryTask[] tasks) {
    for (QueryTask task : tasks) {
      if (task.needsColumn(column)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the partition has any rows of those that are listed. */
  boolean hasAny(KeyLists lists) {
    return lists.count(partition) > 0;
  }

  /** The partition's rows of a batch, in their order; valid until the next call. */
  RecordBatch of(RecordBatch batch, KeyLists lists) {
    source = batch;
    sourceRows = lists.rows();
    sourceStart = lists.start(partition);
    own.clear();
    own.appendRows(batch, sourceRows, sourceStart, lists.count(partition), columns);
    return own;
  }

  /** The batch that a reported row lies in with all its columns. */
  RecordBatch wholeBatch(RecordBatch reported) {
    return reported == own ? source : reported;
  }

  /** The index of a reported row in {@link #wholeBatch}. */
  int wholeRow(RecordBatch reported, int row) {
    return reported == own ? sourceRows[sourceStart + row] : row;
  }
}

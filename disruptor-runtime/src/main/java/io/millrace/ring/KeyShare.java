package io.millrace.ring;

import io.millrace.batch.RecordBatch;
import io.millrace.engine.KeyGroups;
import io.millrace.engine.Router;
import io.millrace.type.Schema;
import java.util.stream.IntStream;

/**
 * The rows of a batch that belong to one partition: those whose keys fall into its key groups,
 * copied into a batch of their own, and only the columns that somebody needs. One thread.
 *
 * <p>Each partition looks at all keys, so that routing is done by all partitions at once, and the
 * publisher, of which there is one for many of them, copies nothing ({@code RoutingBenchmark}).
 */
final class KeyShare {
  private final Router router;
  private final int firstGroup;
  private final int endGroup;
  private final int[] rows;
  private final RecordBatch own;
  private int[] columns = {};
  private RecordBatch source;

  KeyShare(Router router, Schema schema, int batchRows, int partition, int partitions) {
    this.router = router;
    this.firstGroup = KeyGroups.first(partition, partitions);
    this.endGroup = KeyGroups.first(partition + 1, partitions);
    this.rows = new int[batchRows];
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

  /** The partition's rows of a batch, in their order; valid until the next call. */
  RecordBatch of(RecordBatch batch) {
    int count = router.select(batch, firstGroup, endGroup, rows);
    source = batch;
    if (count == batch.rowCount()) {
      return batch;
    }
    own.clear();
    own.appendRows(batch, rows, count, columns);
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

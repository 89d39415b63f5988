package io.millrace.perf.routing;

import io.millrace.batch.RecordBatch;
import io.millrace.engine.KeyGroups;
import io.millrace.state.Hashing;

/**
 * Rejected: each row is hashed and written to the open batch of its partition, column by column,
 * before the next. A loop by hand over longs; general code would be slower.
 */
final class NaiveScatter extends RoutingDesign {
  private final BatchRound round;
  private final RecordBatch[] open;
  private final long[][] keys;
  private final long[][] values;
  private final int[] counts;
  private final int capacity;

  NaiveScatter(RecordBatch like, int partitions) {
    super("row by row into open batches", partitions);
    round = new BatchRound(like);
    open = new RecordBatch[partitions];
    keys = new long[partitions][];
    values = new long[partitions][];
    counts = new int[partitions];
    capacity = like.capacity();
    for (int partition = 0; partition < partitions; partition++) {
      open(partition);
    }
  }

  private void open(int partition) {
    open[partition] = round.next();
    keys[partition] = open[partition].column(0).longs();
    values[partition] = open[partition].column(1).longs();
    counts[partition] = 0;
  }

  @Override
  void route(RecordBatch batch) {
    long[] keysIn = batch.column(0).longs();
    long[] valuesIn = batch.column(1).longs();
    int partitions = open.length;
    int rows = batch.rowCount();
    for (int row = 0; row < rows; row++) {
      long key = keysIn[row];
      int partition = KeyGroups.partition(KeyGroups.ofHash(Hashing.ofLong(key)), partitions);
      int count = counts[partition];
      keys[partition][count] = key;
      values[partition][count] = valuesIn[row];
      counts[partition] = count + 1;
      if (count + 1 == capacity) {
        publish(partition);
      }
    }
  }

  @Override
  void flush() {
    for (int partition = 0; partition < open.length; partition++) {
      publish(partition);
    }
  }

  private void publish(int partition) {
    open[partition].rowCount(counts[partition]);
    deliver(partition, open[partition], null, 0, counts[partition]);
    open(partition);
  }
}

package io.millrace.perf.routing;

import io.millrace.batch.RecordBatch;
import io.millrace.engine.KeyGroups;
import io.millrace.engine.Router;
import java.util.Arrays;

/**
 * Rejected: a list of positions for each partition by a table of key groups, then all columns of
 * the rows are copied into the open batch of their partition. The publisher does all of the work,
 * and each partition's batch is cold when its thread gets it.
 */
final class PositionListScatter extends RoutingDesign {
  private final Router router;
  private final BatchRound round;
  private final RecordBatch[] open;
  private final byte[] keyGroups;
  private final int[][] positions;
  private final int[] counts;
  private final int[] partitionOfGroup = new int[KeyGroups.COUNT];

  PositionListScatter(Router router, RecordBatch like, int partitions) {
    super("position lists, then scatter", partitions);
    this.router = router;
    this.round = new BatchRound(like);
    this.open = new RecordBatch[partitions];
    this.keyGroups = new byte[like.capacity()];
    this.positions = new int[partitions][like.capacity()];
    this.counts = new int[partitions];
    for (int i = 0; i < partitions; i++) {
      open[i] = round.next();
    }
    for (int group = 0; group < KeyGroups.COUNT; group++) {
      partitionOfGroup[group] = KeyGroups.partition(group, partitions);
    }
  }

  @Override
  void route(RecordBatch batch) {
    router.route(batch, keyGroups);
    Arrays.fill(counts, 0);
    int rows = batch.rowCount();
    for (int row = 0; row < rows; row++) {
      int partition = partitionOfGroup[keyGroups[row]];
      positions[partition][counts[partition]++] = row;
    }
    for (int partition = 0; partition < open.length; partition++) {
      int from = 0;
      while (from < counts[partition]) {
        RecordBatch target = open[partition];
        int room = target.capacity() - target.rowCount();
        int count = Math.min(counts[partition] - from, room);
        target.appendRows(batch, positions[partition], from, count);
        from += count;
        if (target.isFull()) {
          publish(partition);
        }
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
    RecordBatch full = open[partition];
    deliver(partition, full, null, 0, full.rowCount());
    open[partition] = round.next();
  }
}

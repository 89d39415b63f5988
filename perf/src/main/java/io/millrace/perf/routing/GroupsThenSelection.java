package io.millrace.perf.routing;

import io.millrace.batch.RecordBatch;
import io.millrace.engine.KeyGroups;
import io.millrace.engine.Router;

/**
 * Rejected: the publisher writes the key group of each row beside the batch and is done; each
 * partition picks its rows from the groups without a branch, and copies them into a batch of its
 * own. The publisher is faster than in use, but all partitions look at all rows: together they take
 * longer the more they are. Here on one thread.
 */
final class GroupsThenSelection extends RoutingDesign {
  /** How far it goes. */
  enum Extent {
    /** What the publisher does. */
    GROUPS,
    /** What publisher and partitions do, but for the copy. */
    SELECTION,
    /** All of it. */
    COPY
  }

  private final Router router;
  private final int partitions;
  private final Extent extent;
  private final byte[] keyGroups;
  private final int[] positions;
  private final RecordBatch own;

  GroupsThenSelection(Router router, RecordBatch like, int partitions, Extent extent) {
    super(
        "key groups"
            + (extent == Extent.GROUPS ? "" : ", selection")
            + (extent == Extent.COPY ? ", copy" : ""),
        partitions);
    this.router = router;
    this.partitions = partitions;
    this.extent = extent;
    this.keyGroups = new byte[like.capacity()];
    this.positions = new int[like.capacity()];
    this.own = new RecordBatch(like.schema(), like.capacity());
  }

  @Override
  void route(RecordBatch batch) {
    router.route(batch, keyGroups);
    if (extent == Extent.GROUPS) {
      return;
    }
    for (int partition = 0; partition < partitions; partition++) {
      int first = (partition * KeyGroups.COUNT + partitions - 1) / partitions;
      int end = ((partition + 1) * KeyGroups.COUNT + partitions - 1) / partitions;
      int count = select(keyGroups, batch.rowCount(), first, end, positions);
      if (extent == Extent.COPY) {
        own.clear();
        own.appendRows(batch, positions, 0, count);
        deliver(partition, own, null, 0, count);
      } else {
        deliver(partition, batch, positions, 0, count);
      }
    }
  }

  private static int select(byte[] keyGroups, int rows, int first, int end, int[] positions) {
    int width = end - first;
    int count = 0;
    for (int row = 0; row < rows; row++) {
      int above = keyGroups[row] - first;
      positions[count] = row;
      count += ((above - width) & ~above) >>> 31;
    }
    return count;
  }
}

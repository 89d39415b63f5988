package io.millrace.perf.routing;

import io.millrace.batch.RecordBatch;
import io.millrace.engine.Router;
import io.millrace.ring.PartitionBits;

/**
 * In use: the publisher writes a bit or few for each row beside the batch and is done; each
 * partition turns those into a list of its rows, which its engines read where they lie. Here on one
 * thread.
 */
final class BitsThenSelection extends RoutingDesign {
  private final Router router;
  private final int partitions;
  private final byte[] keyGroups;
  private final int[] selected;
  private final PartitionBits[] bits;
  private final boolean selects;
  private int used;

  /** With or without what the partitions do. */
  BitsThenSelection(Router router, RecordBatch like, int partitions, boolean selects) {
    super(selects ? "publisher's bits and partitions' selections" : "publisher's bits", partitions);
    this.router = router;
    this.partitions = partitions;
    this.selects = selects;
    this.keyGroups = new byte[PartitionBits.roundUp(like.capacity())];
    this.selected = new int[like.capacity()];
    this.bits = new PartitionBits[BatchRound.BATCHES];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = new PartitionBits(like.capacity(), partitions);
    }
  }

  @Override
  void route(RecordBatch batch) {
    router.route(batch, keyGroups);
    PartitionBits own = bits[used++ & (bits.length - 1)];
    own.fill(keyGroups, batch.rowCount());
    for (int partition = 0; selects && partition < partitions; partition++) {
      deliver(partition, batch, selected, 0, own.select(partition, selected));
    }
  }
}

package io.millrace.perf.routing;

import io.millrace.batch.RecordBatch;
import io.millrace.engine.Router;

/**
 * Rejected: the publisher lists the rows of each partition beside the batch and is done; each
 * partition copies the columns that its queries read into a batch of its own. A list takes twice as
 * long to write as bits, and a batch that comes from another core is waited for twice: by the copy,
 * with nothing else to do. Here on one thread.
 */
final class ListsThenShare extends RoutingDesign {
  private final Router router;
  private final byte[] keyGroups;
  private final KeyLists[] lists;
  private final RecordBatch[] own;
  private final boolean copies;
  private int used;

  /** With or without what the partitions do. */
  ListsThenShare(Router router, RecordBatch like, int partitions, boolean copies) {
    super(copies ? "publisher's lists and partitions' copies" : "publisher's lists", partitions);
    this.router = router;
    this.copies = copies;
    this.keyGroups = new byte[like.capacity()];
    this.lists = new KeyLists[BatchRound.BATCHES];
    for (int i = 0; i < lists.length; i++) {
      lists[i] = new KeyLists(like.capacity(), partitions);
    }
    this.own = new RecordBatch[partitions];
    for (int i = 0; i < partitions; i++) {
      own[i] = new RecordBatch(like.schema(), like.capacity());
    }
  }

  @Override
  void route(RecordBatch batch) {
    router.route(batch, keyGroups);
    KeyLists list = lists[used++ & (lists.length - 1)];
    list.fill(keyGroups, batch.rowCount());
    for (int partition = 0; partition < own.length; partition++) {
      int start = list.start(partition);
      int count = list.count(partition);
      if (copies) {
        own[partition].clear();
        own[partition].appendRows(batch, list.rows(), start, count);
        deliver(partition, own[partition], null, 0, count);
      } else {
        deliver(partition, batch, list.rows(), start, count);
      }
    }
  }
}

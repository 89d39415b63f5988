package io.millrace.ring;

import io.millrace.batch.RecordBatch;
import io.millrace.latency.BatchTimes;
import io.millrace.latency.QueryLatency;
import io.millrace.output.QueryFailedException;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Output of one query on one partition on its way to the delivering thread: batches go there
 * through the partition's outbox and come back empty through a ring of their own.
 */
final class OrderedOutput implements TaskOutput {
  private static final int BATCHES = 4;

  private final QueryRun query;
  private final int partition;
  private final Outbox outbox;
  private final BatchTimes times;
  private final QueryLatency latency;
  private final AtomicReferenceArray<RecordBatch> returned = new AtomicReferenceArray<>(BATCHES);
  private RecordBatch copy;
  private int made = 1;
  private int nextReturn;
  private int nextTake;

  /** With times of batches if latencies are asked for, else null. */
  OrderedOutput(QueryRun query, int partition, Outbox outbox, BatchTimes times) {
    this.times = times;
    this.latency = query.addLatency(times);
    this.query = query;
    this.partition = partition;
    this.outbox = outbox;
  }

  @Override
  public RecordBatch take(RecordBatch rows, long sequence) {
    offer(sequence, rows, null);
    if (made < BATCHES) {
      made++;
      return new RecordBatch(rows.schema(), rows.capacity());
    }
    RecordBatch empty = returned.getAcquire(nextTake);
    while (empty == null) {
      outbox.await();
      empty = returned.getAcquire(nextTake);
    }
    outbox.room().reset();
    returned.setRelease(nextTake, null);
    nextTake = (nextTake + 1) & (BATCHES - 1);
    return empty;
  }

  @Override
  public void show(RecordBatch rows, long sequence) {
    if (copy == null) {
      copy = new RecordBatch(rows.schema(), rows.capacity());
    }
    copy.appendRange(rows, 0, rows.rowCount());
    copy = take(copy, sequence);
  }

  @Override
  public void fail(QueryFailedException failure, long sequence) {
    offer(sequence, null, failure);
  }

  @Override
  public void finish(long sequence) {
    offer(sequence, null, null);
  }

  private void offer(long sequence, RecordBatch rows, QueryFailedException failure) {
    while (!outbox.offer(sequence, this, rows, failure, times)) {
      outbox.await();
    }
    outbox.room().reset();
  }

  QueryRun query() {
    return query;
  }

  /** Delivers an entry; by the delivering thread. */
  void deliver(Outbox.Entry entry) {
    RecordBatch rows = entry.rows;
    if (entry.failure != null) {
      query.fail(entry.failure);
      return;
    }
    if (rows == null) {
      query.partitionFinished();
      return;
    }
    if (!query.silenced()) {
      if (latency != null) {
        latency.call(entry.writtenNs, entry.takenNs);
      }
      deliverRows(rows, entry.sequence);
    }
    rows.clear();
    returned.setRelease(nextReturn, rows);
    nextReturn = (nextReturn + 1) & (BATCHES - 1);
  }

  private void deliverRows(RecordBatch rows, long sequence) {
    try {
      query.subscriber().onRows(rows, partition, sequence);
    } catch (RuntimeException | Error e) {
      query.subscriberFailed("partition=" + partition + ", sequence=" + sequence, e);
    }
  }
}

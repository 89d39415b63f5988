package io.millrace.ring;

import io.millrace.WaitMode;
import io.millrace.batch.RecordBatch;
import io.millrace.latency.BatchTimes;
import io.millrace.output.QueryFailedException;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Bounded queue of output from one partition's thread to the delivering thread. One thread offers,
 * one takes; an entry is visible whole once its slot is.
 */
final class Outbox {
  private static final int CAPACITY = 64;

  /** Output of one query at one sequence: rows, a failure, or neither where the query ends. */
  static final class Entry {
    long sequence;
    OrderedOutput output;
    RecordBatch rows;
    QueryFailedException failure;
    long writtenNs;
    long takenNs;
  }

  private final WakeUp delivering;
  private final WakeUp room;
  private final Entry[] entries = new Entry[CAPACITY];
  private final AtomicReferenceArray<Entry> visible = new AtomicReferenceArray<>(CAPACITY);
  private volatile boolean aborted;
  private int tail;
  private int head;

  /** Of a delivering thread that waits there, and of a partition that waits in this way. */
  Outbox(WakeUp delivering, WaitMode mode) {
    this.delivering = delivering;
    this.room = new WakeUp(mode);
    for (int i = 0; i < CAPACITY; i++) {
      entries[i] = new Entry();
    }
  }

  /** Where the partition's thread waits for room here or for an empty batch. */
  WakeUp room() {
    return room;
  }

  /**
   * Appends an entry, with the times of its batch unless these are null, if there is room. By the
   * partition's thread.
   */
  boolean offer(
      long sequence,
      OrderedOutput output,
      RecordBatch rows,
      QueryFailedException failure,
      BatchTimes times) {
    if (visible.getAcquire(tail) != null) {
      return false;
    }
    Entry entry = entries[tail];
    entry.sequence = sequence;
    entry.output = output;
    entry.rows = rows;
    entry.failure = failure;
    if (times != null) {
      entry.writtenNs = times.writtenNs();
      entry.takenNs = times.takenNs();
    }
    visible.setRelease(tail, entry);
    tail = (tail + 1) & (CAPACITY - 1);
    delivering.wake();
    return true;
  }

  /**
   * Waits a little for what the delivering thread does. By the partition's thread.
   *
   * @throws PipelineAbortedException if nobody delivers any more
   */
  void await() {
    if (aborted) {
      throw new PipelineAbortedException();
    }
    room.idle();
  }

  /** Lets the partition wait no more. */
  void abort() {
    aborted = true;
    room.wake();
  }

  /** The oldest entry, or null. By the delivering thread. */
  Entry peek() {
    return visible.getAcquire(head);
  }

  /** Removes the oldest entry. By the delivering thread. */
  void remove() {
    visible.setRelease(head, null);
    head = (head + 1) & (CAPACITY - 1);
    room.wake();
  }
}

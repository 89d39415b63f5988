package io.millrace.ring;

import com.lmax.disruptor.Sequence;

/**
 * Delivers the output of all partitions of a pipeline on one thread, by sequence and then
 * partition.
 *
 * <p>An entry goes out as soon as nothing smaller can come: from each other partition either a
 * larger entry waits, or its progress has passed the place. A partition that is stopped by its full
 * outbox in the middle of a sequence holds nobody up: the others go on, and its own entries are
 * then the smallest.
 */
final class OrderedDelivery implements Runnable {
  private final Outbox[] outboxes;
  private final Sequence[] progress;
  private final WakeUp wakeUp;
  private final Sequence delivered = new Sequence();
  private volatile boolean halted;

  /** Waits where others wake it that have put something into an outbox or made progress. */
  OrderedDelivery(Outbox[] outboxes, Sequence[] progress, WakeUp wakeUp) {
    this.wakeUp = wakeUp;
    this.outboxes = outboxes;
    this.progress = progress;
  }

  /** Everything up to this sequence was delivered. */
  long delivered() {
    return delivered.get();
  }

  /** Ends the thread once nothing waits. */
  void halt() {
    halted = true;
    wakeUp.wake();
  }

  @Override
  public void run() {
    while (true) {
      boolean last = halted;
      if (deliverNext()) {
        wakeUp.reset();
      } else if (last) {
        return;
      } else {
        wakeUp.idle();
      }
    }
  }

  /** Delivers the smallest entry if it is certain to be; else notes how far everything has come. */
  private boolean deliverNext() {
    int smallest = -1;
    long bound = Long.MAX_VALUE;
    for (int partition = 0; partition < outboxes.length; partition++) {
      long reached = progress[partition].get();
      Outbox.Entry entry = outboxes[partition].peek();
      long next = entry == null ? reached + 1 : entry.sequence;
      if (next < bound) {
        bound = next;
        smallest = entry == null ? -1 : partition;
      }
    }
    if (smallest < 0) {
      delivered.set(bound - 1);
      return false;
    }
    Outbox.Entry entry = outboxes[smallest].peek();
    entry.output.deliver(entry);
    outboxes[smallest].remove();
    return true;
  }
}

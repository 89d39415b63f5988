package io.millrace.ring;

import com.lmax.disruptor.Sequence;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

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
  private volatile QueryRun[] told = {};
  private final AtomicReference<QueryRun> workedFor = new AtomicReference<>();
  private final ConcurrentLinkedQueue<Expected> expected = new ConcurrentLinkedQueue<>();
  private volatile boolean halted;

  /** A barrier that was announced. */
  private record Expected(long sequence, Runnable reached) {}

  /** Waits where others wake it that have put something into an outbox or made progress. */
  OrderedDelivery(Outbox[] outboxes, Sequence[] progress, WakeUp wakeUp) {
    this.wakeUp = wakeUp;
    this.outboxes = outboxes;
    this.progress = progress;
  }

  /** Lets it begin behind a sequence; before it starts. */
  void startBehind(long sequence) {
    delivered.set(sequence);
  }

  /**
   * Has something done once everything up to a sequence was delivered, and nothing behind it. To be
   * said before the sequence is published.
   */
  void expect(long sequence, Runnable reached) {
    expected.add(new Expected(sequence, reached));
  }

  /** Everything up to this sequence was delivered. */
  long delivered() {
    return delivered.get();
  }

  /** From now on tells a query of each sequence that is complete. */
  synchronized void tell(QueryRun query) {
    QueryRun[] more = Arrays.copyOf(told, told.length + 1);
    more[told.length] = query;
    told = more;
  }

  /** Ends what {@link #tell} began. */
  synchronized void forget(QueryRun query) {
    told = Arrays.stream(told).filter(other -> other != query).toArray(QueryRun[]::new);
  }

  /** The query that it delivers, or did last; null if there was none. By any thread. */
  QueryRun workedFor() {
    return workedFor.getOpaque();
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

  /** Notes how far everything has come, then delivers the smallest entry if it is certain to be. */
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
    if (bound - 1 > delivered.get()) {
      complete(bound - 1);
    }
    if (smallest < 0) {
      return false;
    }
    Outbox.Entry entry = outboxes[smallest].peek();
    workedFor.setOpaque(entry.output.query());
    entry.output.deliver(entry);
    outboxes[smallest].remove();
    return true;
  }

  /** Everything up to a sequence was delivered: queries are told before anybody who waits. */
  private void complete(long sequence) {
    if (sequence < PartitionHandler.ENDED) {
      for (QueryRun query : told) {
        query.completed(sequence);
      }
    }
    for (Expected next = expected.peek();
        next != null && next.sequence <= sequence;
        next = expected.peek()) {
      expected.remove();
      next.reached.run();
    }
    delivered.set(sequence);
  }
}

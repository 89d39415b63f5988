package io.millrace.ring;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;
import io.millrace.durability.JournalMode;
import java.util.function.Consumer;

/**
 * Walks all sequences of the ring and has each one kept before its slot is used again; under {@link
 * JournalMode#WRITTEN} and {@link JournalMode#FORCED}, before partitions see it. Runs on a thread
 * of its own.
 *
 * <p>While a ring is replayed it keeps nothing, as everything is kept already; see {@link
 * #recordFrom}. If something cannot be kept, the ring stops there.
 */
final class JournalHandler implements Runnable {
  private final BatchRing ring;
  private final SequenceBarrier barrier;
  private final SequenceRecorder recorder;
  private final JournalMode mode;
  private final WakeUp[] waiting;
  private final Consumer<Throwable> failed;
  private final Sequence sequence;
  private final Origin origin = new Origin();
  private final WakeUp idling;
  private Runnable ended = () -> {};
  private volatile long recordFrom;
  private volatile boolean halted;
  private boolean retired;

  /**
   * Of a ring that has come to a sequence.
   *
   * @param waiting where partitions wait for it
   * @param failed told why something could not be kept
   */
  JournalHandler(
      BatchRing ring,
      RingDurability durability,
      WakeUp idling,
      WakeUp[] waiting,
      Consumer<Throwable> failed) {
    this.ring = ring;
    this.barrier = ring.newBarrier();
    this.recorder = durability.recorder();
    this.mode = durability.mode();
    this.sequence = new Sequence(durability.startsBehind());
    this.recordFrom = durability.replays() ? Long.MAX_VALUE : 0;
    this.idling = idling;
    this.waiting = waiting;
    this.failed = failed;
  }

  /** Last sequence that was kept. */
  Sequence sequence() {
    return sequence;
  }

  /** Whether partitions must not see what is not kept. */
  boolean gates() {
    return mode != JournalMode.MEMORY;
  }

  /** Says what to do when it has ended; before it starts. */
  void whenEnded(Runnable task) {
    ended = task;
  }

  /** From which sequence on everything is kept, in a new segment; by who replays, at the end. */
  void recordFrom(long firstSequence) {
    recordFrom = firstSequence;
  }

  /** Ends it behind what is published. */
  void halt() {
    halted = true;
    barrier.alert();
  }

  @Override
  public void run() {
    try {
      walk();
      recorder.close();
    } catch (RuntimeException | Error e) {
      failed.accept(e);
    } finally {
      sequence.set(PartitionHandler.ENDED);
      wakeAll();
      ended.run();
    }
  }

  private void walk() {
    long next = sequence.get() + 1;
    while (!retired) {
      boolean last = halted;
      try {
        if (last) {
          barrier.clearAlert();
          if (ring.cursor() < next) {
            return;
          }
        }
        long available = barrier.waitFor(next);
        if (available >= next) {
          idling.reset();
          keep(next, available);
          next = available + 1;
        } else if (last) {
          return;
        } else {
          idling.idle();
        }
      } catch (AlertException e) {
        // Only halt() alerts; what is published is kept before the thread ends.
      } catch (TimeoutException e) {
        // No wait strategy in use has a timeout; waiting again is right for any.
      } catch (InterruptedException e) {
        // Only halt() ends it.
      }
    }
  }

  private void keep(long from, long to) {
    boolean forces = mode == JournalMode.FORCED;
    boolean any = false;
    for (long at = from; at <= to && !retired; at++) {
      if (at >= recordFrom) {
        record(at);
        any = true;
      }
      if (!forces) {
        reached(at);
      }
    }
    if (forces) {
      if (any) {
        recorder.force();
      }
      reached(to);
    }
  }

  private void reached(long at) {
    sequence.set(at);
    if (gates()) {
      wakeAll();
    }
  }

  private void wakeAll() {
    for (WakeUp partition : waiting) {
      partition.wake();
    }
  }

  private void record(long at) {
    ring.origin(at, origin);
    int route = ring.route(at);
    if (route != BatchRing.ALL) {
      recorder.record(at, route, ring.watermark(at), origin, ring.slot(at).batch);
      return;
    }
    ControlEvent control = ring.slot(at).control;
    recorder.record(at, ring.watermark(at), origin, ControlCodec.encode(control));
    if (control instanceof ControlEvent.Barrier) {
      if (mode == JournalMode.FORCED) {
        recorder.force();
      }
      recorder.roll(at + 1);
    }
    retired = control instanceof ControlEvent.Retired;
  }
}

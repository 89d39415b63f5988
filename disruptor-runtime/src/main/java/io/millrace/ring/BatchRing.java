package io.millrace.ring;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;
import com.lmax.disruptor.dsl.ProducerType;
import io.millrace.MillraceConfig;
import io.millrace.WaitMode;
import io.millrace.batch.RecordBatch;
import io.millrace.type.Schema;

/**
 * A Disruptor ring of batches. Beside the slots lies a dense array of what a handler must know of
 * each sequence: its route (a partition, {@link #BY_KEY} or {@link #ALL}), its watermark, and when
 * its first row was written, in one cache line. So a handler passes by foreign sequences without
 * touching their slots.
 *
 * <p>A publisher claims a sequence, swaps or fills the slot's batch, and publishes route and
 * watermark with it. Claiming and publishing are free to use from one thread, or from many if the
 * ring was made for that.
 */
public final class BatchRing {
  /** Route of a control event. */
  static final int ALL = -1;

  /** Route of a batch of which each partition takes its own rows. */
  public static final int BY_KEY = -2;

  /**
   * A cache line a sequence, so that writing the next one disturbs no reader; most of it is unused.
   */
  private static final int MARK_BITS = 3;

  private static final int ROUTE = 0;
  private static final int WATERMARK = 1;
  private static final int WRITTEN = 2;

  private final RingBuffer<Slot> ring;
  private final long[] marks;
  private final boolean timed;
  private final int mask;

  /** Set before anybody can claim a sequence whose slot may still be in use. */
  private volatile boolean retired;

  private volatile boolean aborted;

  /** With bits that divide rows among so many partitions; 0 if batches go to a partition each. */
  BatchRing(Schema schema, MillraceConfig config, int dividedPartitions) {
    int slots = config.ringSlots();
    this.ring =
        RingBuffer.create(
            config.sharedPublishing() ? ProducerType.MULTI : ProducerType.SINGLE,
            () ->
                new Slot(
                    new RecordBatch(schema, config.batchRows()),
                    dividedPartitions == 0
                        ? null
                        : new PartitionBits(config.batchRows(), dividedPartitions)),
            slots,
            waitStrategy(config.waitMode()));
    this.marks = new long[slots << MARK_BITS];
    this.timed = config.latencyRecording();
    this.mask = slots - 1;
  }

  private static WaitStrategy waitStrategy(WaitMode mode) {
    return switch (mode) {
      case BLOCKING -> new BlockingWaitStrategy();
      case SPIN_THEN_PARK -> new SpinThenParkWaitStrategy();
      case SLEEPING -> new SleepingWaitStrategy();
      case YIELDING -> new YieldingWaitStrategy();
      case BUSY_SPIN -> new BusySpinWaitStrategy();
    };
  }

  void gateOn(Sequence... sequences) {
    ring.addGatingSequences(sequences);
  }

  SequenceBarrier newBarrier() {
    return ring.newBarrier();
  }

  /** Last sequence that was published or claimed. */
  public long cursor() {
    return ring.getCursor();
  }

  /** Claims the next sequence; waits while the ring is full. */
  public long claim() {
    return ring.next();
  }

  /** Says that nothing that follows is worked off; claiming waits no more from here on. */
  void retire() {
    retired = true;
  }

  /** Like {@link #retire}, though there are queries: those who publish are told. */
  void abort() {
    aborted = true;
    retired = true;
  }

  /**
   * Whether nobody works off what is published now. To be asked after each {@link #claim}: the slot
   * of a sequence that was claimed then must be left alone.
   *
   * @throws IllegalStateException if the engine was closed before it could take what is published
   */
  public boolean isRetired() {
    if (aborted) {
      throw new IllegalStateException(
          "rows are lost: the engine was closed while a ring was full; allow more time to close");
    }
    return retired;
  }

  /** Whether that many sequences could be claimed now without waiting. */
  public boolean hasRoom(int sequences) {
    return ring.hasAvailableCapacity(sequences);
  }

  /** Puts a full batch into a claimed slot and takes the slot's old, empty one. */
  public RecordBatch swap(long sequence, RecordBatch full) {
    Slot slot = ring.get(sequence);
    RecordBatch old = slot.batch;
    old.clear();
    slot.batch = full;
    forgetControl(slot);
    return old;
  }

  /** Leaves the slot alone if it can: the reader has it in its cache. */
  private static void forgetControl(Slot slot) {
    if (slot.control != null) {
      slot.control = null;
    }
  }

  /**
   * Puts the bits of a batch that is to be published {@link #BY_KEY} into its claimed slot and
   * takes the slot's old ones.
   */
  public PartitionBits swap(long sequence, PartitionBits filled) {
    Slot slot = ring.get(sequence);
    PartitionBits old = slot.bits;
    slot.bits = filled;
    return old;
  }

  /**
   * Publishes a claimed sequence whose slot holds a batch.
   *
   * @param firstWrittenNs when its first row was written, by {@link System#nanoTime}; unused unless
   *     latencies are recorded
   */
  public void publish(long sequence, int route, long watermarkNs, long firstWrittenNs) {
    int at = mark(sequence);
    marks[at + ROUTE] = route;
    marks[at + WATERMARK] = watermarkNs;
    marks[at + WRITTEN] = firstWrittenNs;
    ring.publish(sequence);
  }

  /** Publishes a control event for all partitions; waits while the ring is full. */
  long publishControl(ControlEvent event, long watermarkNs) {
    long sequence = ring.next();
    if (retired) {
      return sequence;
    }
    ring.get(sequence).control = event;
    publish(sequence, ALL, watermarkNs, timed ? System.nanoTime() : 0);
    return sequence;
  }

  /** Publishes a control event if the ring is not full; whether it did. */
  boolean tryPublishControl(ControlEvent event, long watermarkNs) {
    if (retired) {
      return true;
    }
    try {
      long sequence = ring.tryNext();
      ring.get(sequence).control = event;
      publish(sequence, ALL, watermarkNs, timed ? System.nanoTime() : 0);
      return true;
    } catch (InsufficientCapacityException e) {
      return false;
    }
  }

  private int mark(long sequence) {
    return ((int) sequence & mask) << MARK_BITS;
  }

  int route(long sequence) {
    return (int) marks[mark(sequence) + ROUTE];
  }

  long watermark(long sequence) {
    return marks[mark(sequence) + WATERMARK];
  }

  long writtenNs(long sequence) {
    return marks[mark(sequence) + WRITTEN];
  }

  Slot slot(long sequence) {
    return ring.get(sequence);
  }
}

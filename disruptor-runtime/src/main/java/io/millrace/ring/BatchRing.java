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
   * A cache line a sequence, so that writing the next one disturbs no reader; most of it is unused
   * but in durable streams.
   */
  private static final int MARK_BITS = 3;

  private static final int ROUTE = 0;
  private static final int WATERMARK = 1;
  private static final int WRITTEN = 2;
  private static final int EVENT = 3;
  private static final int SOURCE = 4;
  private static final int ROWS = 5;
  private static final int MARK = 6;
  private static final int MARK_ROWS = 7;

  private final RingBuffer<Slot> ring;
  private final long[] marks;
  private final boolean timed;
  private final int mask;

  /** Set before anybody can claim a sequence whose slot may still be in use. */
  private volatile boolean retired;

  private volatile boolean aborted;

  /** Why nothing is taken any more, or null. */
  private volatile String failure;

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

  /** Lets the next sequence be the one behind this; before anybody knows the ring. */
  void startBehind(long sequence) {
    if (sequence >= 0) {
      ring.claimAndGetPreallocated(sequence);
      ring.publish(sequence);
    }
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

  /** Whether it was aborted. */
  boolean hasAborted() {
    return aborted;
  }

  /** Like {@link #abort}, for a reason that those are told who publish. */
  void fail(String reason) {
    failure = reason;
    abort();
  }

  /**
   * Whether nobody works off what is published now. To be asked after each {@link #claim}: the slot
   * of a sequence that was claimed then must be left alone.
   *
   * @throws IllegalStateException if the engine was closed before it could take what is published,
   *     or its journal cannot be written
   */
  public boolean isRetired() {
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
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

  /**
   * Like {@link #publish(long, int, long, long)}, with where the batch comes from, for the journal.
   */
  public void publish(
      long sequence, int route, long watermarkNs, long firstWrittenNs, Origin origin) {
    int at = mark(sequence);
    marks[at + EVENT] = origin.event();
    marks[at + SOURCE] = origin.source();
    marks[at + ROWS] = origin.rows();
    marks[at + MARK] = origin.mark();
    marks[at + MARK_ROWS] = origin.markRows();
    publish(sequence, route, watermarkNs, firstWrittenNs);
  }

  /** Puts a control event into a claimed slot and publishes it, behind an event of its stream. */
  void publishControl(long sequence, ControlEvent control, long watermarkNs, long lastEvent) {
    ring.get(sequence).control = control;
    int at = mark(sequence);
    marks[at + EVENT] = lastEvent;
    marks[at + SOURCE] = 0;
    publish(sequence, ALL, watermarkNs, timed ? System.nanoTime() : 0);
  }

  /** Publishes a control event for all partitions; waits while the ring is full. */
  long publishControl(ControlEvent control, long watermarkNs, long lastEvent) {
    long sequence = ring.next();
    if (!retired) {
      publishControl(sequence, control, watermarkNs, lastEvent);
    }
    return sequence;
  }

  /** Publishes a control event if the ring is not full; whether it did. */
  boolean tryPublishControl(ControlEvent control, long watermarkNs, long lastEvent) {
    if (retired) {
      return true;
    }
    try {
      publishControl(ring.tryNext(), control, watermarkNs, lastEvent);
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

  /** Reads where a sequence comes from. */
  void origin(long sequence, Origin into) {
    int at = mark(sequence);
    long source = marks[at + SOURCE];
    if (source == 0) {
      into.set(marks[at + EVENT], 0, 0, 0, 0);
    } else {
      into.set(
          marks[at + EVENT], source, marks[at + ROWS], marks[at + MARK], marks[at + MARK_ROWS]);
    }
  }

  long writtenNs(long sequence) {
    return marks[mark(sequence) + WRITTEN];
  }

  Slot slot(long sequence) {
    return ring.get(sequence);
  }
}

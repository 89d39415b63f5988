package io.millrace.ring;

import com.lmax.disruptor.Sequence;
import io.millrace.MillraceConfig;
import io.millrace.WaitMode;
import io.millrace.batch.RecordBatch;
import io.millrace.durability.JournalMode;
import io.millrace.engine.SnapshotWriter;
import io.millrace.type.Schema;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A ring with a barrier and its end published, and the handlers that walk it. What crosses threads
 * here by plain fields must be carried by the handlers' own hand-over.
 */
final class StressRing implements SequenceRecorder, BarrierTask {
  static final long WATERMARK_NS = 42;
  private static final Schema SCHEMA = Schema.of();
  private static final MillraceConfig CONFIG =
      MillraceConfig.defaults().withRingSlots(4).withBatchRows(1).withWaitMode(WaitMode.YIELDING);

  /** Written by the journal's thread, read by the partition's, with nothing of its own. */
  private boolean kept;

  private boolean keptAtBarrier;
  private final StateCopy state = new StateCopy();
  private final AtomicInteger open = new AtomicInteger(1);
  private final PartitionHandler partition;
  private final JournalHandler journal;

  StressRing(boolean journalled) {
    BatchRing ring = new BatchRing(SCHEMA, CONFIG, 0);
    Computations none = new Computations(run -> null, task -> null, new AtomicReference<>());
    partition = new PartitionHandler(ring, 0, null, none, new WakeUp(WaitMode.YIELDING), null);
    ring.gateOn(partition.sequence());
    if (journalled) {
      WakeUp waiting = new WakeUp();
      journal =
          new JournalHandler(
              ring,
              new RingDurability(JournalMode.WRITTEN, this, -1, false, () -> 0),
              new WakeUp(WaitMode.YIELDING),
              new WakeUp[] {waiting},
              cause -> {
                throw new IllegalStateException(cause);
              });
      Sequence keptSequence = journal.sequence();
      partition.waitFor(keptSequence, waiting);
      ring.gateOn(keptSequence);
    } else {
      journal = null;
    }
    ring.publishControl(new ControlEvent.Barrier(this), WATERMARK_NS, 0);
    ring.publishControl(new ControlEvent.Retired(), WATERMARK_NS, 0);
  }

  /** Walks the ring as the journal does. */
  void keep() {
    journal.run();
  }

  /** Walks the ring as a partition does. */
  void workOff() {
    partition.run();
  }

  /** Whether the barrier was kept when the partition came there. */
  boolean keptAtBarrier() {
    return keptAtBarrier;
  }

  /** The watermark in the state that was written at the barrier; -1 if nobody has said so yet. */
  long handedBack() {
    return open.get() == 0 ? state.getLong() : -1;
  }

  @Override
  public void record(
      long sequence, int route, long watermarkNs, Origin origin, RecordBatch batch) {}

  @Override
  public void record(long sequence, long watermarkNs, Origin origin, byte[] control) {
    kept = true;
  }

  @Override
  public void force() {}

  @Override
  public void roll(long firstSequence) {}

  @Override
  public void close() {}

  @Override
  public SnapshotWriter state(Pipeline pipeline, int itsPartition) {
    keptAtBarrier = kept;
    return state;
  }

  @Override
  public void partitionDone(
      Pipeline pipeline, int itsPartition, SnapshotWriter out, long startNs, Throwable failure) {
    open.decrementAndGet();
  }

  @Override
  public void delivered(Pipeline pipeline, long sequence) {}
}

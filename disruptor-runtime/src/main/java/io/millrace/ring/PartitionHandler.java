package io.millrace.ring;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;
import io.millrace.Delivery;
import io.millrace.batch.RecordBatch;
import io.millrace.engine.SnapshotWriter;
import io.millrace.latency.BatchTimes;
import io.millrace.query.WatermarkSpec;
import org.agrona.concurrent.BackoffIdleStrategy;

/**
 * The loop of one partition: walks all sequences of the ring, gives its engines the batches or rows
 * routed to it and every watermark, and carries out control events. Runs on a thread of its own.
 */
final class PartitionHandler implements Runnable {
  /** Progress of a partition that has ended: it holds nobody up. */
  static final long ENDED = Long.MAX_VALUE - 1;

  private final BatchRing ring;
  private final int partition;
  private final KeyShare share;
  private final Computations computations;
  private final WakeUp delivering;
  private final BatchTimes times;
  private Runnable ended = () -> {};

  /**
   * A sequence that a publisher has claimed but not published yet counts as there to be waited for.
   */
  private final BackoffIdleStrategy idling = Idling.newStrategy();

  private final SequenceBarrier barrier;
  private final Sequence sequence;

  /** What must be kept first of what it works off, and where it waits for that; null if nothing. */
  private Sequence kept;

  private WakeUp keeping;
  private Runnable restoring = () -> {};
  private Pipeline pipeline;
  private long watermarkNs = WatermarkSpec.NONE;
  private long passedOnNs = WatermarkSpec.NONE;

  /** Whether somebody may wait for this partition to get on; stays so. */
  private boolean deliversInOrder;

  private volatile boolean halted;

  /**
   * With a share of keys, unless batches are given out whole, and with a place for the times of
   * batches, if these are asked for.
   */
  PartitionHandler(
      BatchRing ring,
      int partition,
      KeyShare share,
      Computations computations,
      WakeUp delivering,
      BatchTimes times) {
    this.times = times;
    this.delivering = delivering;
    this.ring = ring;
    this.partition = partition;
    this.share = share;
    this.computations = computations;
    this.barrier = ring.newBarrier();
    this.sequence = new Sequence(ring.cursor());
  }

  /** Lets it work off nothing that is not kept; before it starts. */
  void waitFor(Sequence keptSequence, WakeUp wakeUp) {
    kept = keptSequence;
    keeping = wakeUp;
  }

  /** Says whose partition it is; before it starts. */
  void partOf(Pipeline itsPipeline) {
    pipeline = itsPipeline;
  }

  /** Says what it does first of all; before it starts. */
  void restoreBy(Runnable task) {
    restoring = task;
  }

  /** Last sequence that was worked off. */
  Sequence sequence() {
    return sequence;
  }

  /** Says what to do when it has ended; before it starts. */
  void whenEnded(Runnable task) {
    ended = task;
  }

  /** Ends it before the next sequence. */
  void halt() {
    halted = true;
    barrier.alert();
    if (keeping != null) {
      keeping.wake();
    }
  }

  @Override
  public void run() {
    try {
      restoring.run();
      walk();
    } catch (PipelineAbortedException e) {
      // Whoever aborted the pipeline says so.
    } catch (RuntimeException | Error e) {
      computations.failAll("partition=" + partition + ", thread ended", e);
    } finally {
      end();
    }
  }

  private void walk() {
    long next = sequence.get() + 1;
    while (!halted) {
      try {
        long available = barrier.waitFor(next);
        if (available < next) {
          idling.idle();
          continue;
        }
        idling.reset();
        if (kept != null) {
          available = Math.min(available, awaitKept(next));
        }
        for (; next <= available && !halted; next++) {
          workOff(next);
          progressed(next);
        }
      } catch (AlertException e) {
        // Only halt() alerts; the loop condition ends the thread.
      } catch (TimeoutException e) {
        // No wait strategy in use has a timeout; waiting again is right for any.
      } catch (InterruptedException e) {
        // A subscriber may have left its thread interrupted; only halt() ends it.
      }
    }
  }

  /** Waits until a sequence is kept; gives back up to where all is. */
  private long awaitKept(long next) {
    long reached = kept.get();
    while (reached < next && !halted) {
      keeping.idle();
      reached = kept.get();
    }
    keeping.reset();
    return reached;
  }

  /** Frees all state, and lets those go who wait for room in the ring. */
  private void end() {
    computations.close();
    ring.retire();
    sequence.set(ENDED);
    delivering.wake();
    ended.run();
  }

  /** What a sequence causes is put out at that sequence, whenever this thread gets there. */
  private void workOff(long at) {
    if (times != null) {
      times.take(ring.writtenNs(at));
    }
    watermarkNs = Math.max(watermarkNs, ring.watermark(at));
    int route = ring.route(at);
    if (route == partition) {
      onBatch(ring.slot(at).batch, at);
    } else if (route == BatchRing.BY_KEY && share.select(ring.slot(at).batch, ring.slot(at).bits)) {
      onSelected(at);
    } else if (watermarkNs > passedOnNs) {
      onWatermark(at);
    }
    if (route == BatchRing.ALL) {
      onControl(at);
    }
  }

  /** The query that it works for, or did last; null if there was none. By any thread. */
  QueryRun workedFor() {
    return computations.workedFor();
  }

  /** Lets nobody wait for it, whatever it is at. By any thread, behind {@link #halt}. */
  void abandon() {
    sequence.set(ENDED);
  }

  private void onWatermark(long at) {
    passedOnNs = watermarkNs;
    for (Computation computation : computations.plain()) {
      computation.onWatermark(watermarkNs, at);
    }
  }

  private void countRows(int rows) {
    if (times != null) {
      times.countRows();
    }
    computations.skip(rows);
  }

  private void onBatch(RecordBatch batch, long at) {
    countRows(batch.rowCount());
    passedOnNs = watermarkNs;
    for (Computation computation : computations.plain()) {
      computation.onBatch(batch, watermarkNs, at);
    }
    computations.find(batch, null, batch.rowCount(), watermarkNs, at);
  }

  /** Those queries that must have copies share one. */
  private void onSelected(long at) {
    countRows(share.count());
    passedOnNs = watermarkNs;
    for (Computation computation : computations.plain()) {
      if (computation.takesSelections()) {
        computation.onRows(share.batch(), share.rows(), share.count(), watermarkNs, at);
      } else {
        computation.onBatch(share.copy(), watermarkNs, at);
      }
    }
    computations.find(share.batch(), share.rows(), share.count(), watermarkNs, at);
  }

  /** Gives the slot back at once, while it is in the cache. */
  private void progressed(long at) {
    if (!halted) {
      sequence.set(at);
    }
    if (deliversInOrder) {
      delivering.wake();
    }
  }

  private void onControl(long at) {
    ControlEvent event = ring.slot(at).control;
    if (event instanceof ControlEvent.QueryAdded added) {
      add(added.query(), () -> computations.add(added.query()));
    } else if (event instanceof ControlEvent.QueryRemoved removed) {
      remove(removed.query());
    } else if (event instanceof ControlEvent.QueryPaused paused) {
      pause(paused.query(), paused.paused(), at);
    } else if (event instanceof ControlEvent.QueryReplaced replaced) {
      replace(replaced, at);
    } else if (event instanceof ControlEvent.EndOfInput end) {
      computations.onEndOfInput(end.emit(), at);
    } else if (event instanceof ControlEvent.Barrier reached) {
      snapshot(reached.task(), at);
    } else if (event instanceof ControlEvent.StateAsked asked) {
      asked.request().take(partition, asked.query().task(partition), at);
    } else if (event instanceof ControlEvent.Retired) {
      halted = true;
    }
  }

  private void snapshot(BarrierTask task, long at) {
    long startNs = System.nanoTime();
    Throwable failure = null;
    SnapshotWriter state = null;
    try {
      state = task.state(pipeline, partition);
      PartitionState.write(at, watermarkNs, computations, state);
    } catch (RuntimeException | Error e) {
      failure = e;
    }
    task.partitionDone(pipeline, partition, state, startNs, failure);
  }

  /** Goes on with state that was written at a barrier; on this partition's thread. */
  void restore(PartitionState state) {
    watermarkNs = Math.max(watermarkNs, state.restore(computations));
    passedOnNs = watermarkNs;
    deliversInOrder |= state.deliversInOrder();
    needColumns();
  }

  private void add(QueryRun query, Runnable adding) {
    deliversInOrder |= query.delivery() == Delivery.ORDERED;
    try {
      adding.run();
    } catch (RuntimeException | Error e) {
      query.fail("partition=" + partition + ", at its start", e);
    }
    needColumns();
  }

  private void remove(QueryRun query) {
    computations.remove(query.task(partition));
    needColumns();
    query.partitionRemoved();
  }

  /** A query that goes on learns at once how far the watermark has come. */
  private void pause(QueryRun query, boolean paused, long at) {
    QueryTask task = query.task(partition);
    if (task == null || task.computation() == null) {
      return;
    }
    if (paused) {
      computations.pause(task, at);
    } else {
      computations.resume(task);
      task.computation().onWatermark(watermarkNs, at);
    }
    needColumns();
  }

  /** The new query takes the place of the old one, also if that is paused. */
  private void replace(ControlEvent.QueryReplaced event, long at) {
    QueryTask old = event.old().task(partition);
    add(event.query(), () -> computations.replace(old, event.query(), event.keepsState(), at));
    remove(event.old());
  }

  private void needColumns() {
    if (share != null) {
      share.needColumnsOf(computations.plain());
    }
  }
}

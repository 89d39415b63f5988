package io.millrace.ring;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;
import io.millrace.Delivery;
import io.millrace.batch.RecordBatch;
import io.millrace.latency.BatchTimes;
import io.millrace.query.WatermarkSpec;
import java.util.function.BiFunction;
import org.agrona.concurrent.BackoffIdleStrategy;

/**
 * The loop of one partition: walks all sequences of the ring, gives its engines the batches or rows
 * routed to it and every watermark, and carries out control events. Runs on a thread of its own.
 */
final class PartitionHandler implements Runnable {
  private final BatchRing ring;
  private final int partition;
  private final KeyShare share;
  private final BiFunction<QueryRun, Integer, QueryTask> newTask;
  private final WakeUp delivering;
  private final BatchTimes times;

  /**
   * A sequence that a publisher has claimed but not published yet counts as there to be waited for.
   */
  private final BackoffIdleStrategy idling = Idling.newStrategy();

  private final SequenceBarrier barrier;
  private final Sequence sequence = new Sequence();
  private QueryTask[] tasks = new QueryTask[0];
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
      BiFunction<QueryRun, Integer, QueryTask> newTask,
      WakeUp delivering,
      BatchTimes times) {
    this.times = times;
    this.delivering = delivering;
    this.ring = ring;
    this.partition = partition;
    this.share = share;
    this.newTask = newTask;
    this.barrier = ring.newBarrier();
  }

  /** Last sequence that was worked off. */
  Sequence sequence() {
    return sequence;
  }

  void halt() {
    halted = true;
    barrier.alert();
  }

  @Override
  public void run() {
    long next = sequence.get() + 1;
    while (!halted) {
      try {
        long available = barrier.waitFor(next);
        if (available < next) {
          idling.idle();
          continue;
        }
        idling.reset();
        for (; next <= available; next++) {
          workOff(next);
          progressed(next);
        }
      } catch (AlertException e) {
        // Only halt() alerts; the loop condition ends the thread.
      } catch (TimeoutException e) {
        // No wait strategy in use has a timeout; waiting again is right for any.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        halted = true;
      }
    }
    for (QueryTask task : tasks) {
      task.close();
    }
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

  private void onWatermark(long at) {
    passedOnNs = watermarkNs;
    for (QueryTask task : tasks) {
      task.onWatermark(watermarkNs, at);
    }
  }

  private void countRows() {
    if (times != null) {
      times.countRows();
    }
  }

  private void onBatch(RecordBatch batch, long at) {
    countRows();
    passedOnNs = watermarkNs;
    for (QueryTask task : tasks) {
      task.onBatch(batch, watermarkNs, at);
    }
  }

  /** Those queries that must have copies share one. */
  private void onSelected(long at) {
    countRows();
    passedOnNs = watermarkNs;
    for (QueryTask task : tasks) {
      if (task.takesSelections()) {
        task.onRows(share.batch(), share.rows(), share.count(), watermarkNs, at);
      } else {
        task.onBatch(share.copy(), watermarkNs, at);
      }
    }
  }

  /** Gives the slot back at once, while it is in the cache. */
  private void progressed(long at) {
    sequence.set(at);
    if (deliversInOrder) {
      delivering.wake();
    }
  }

  private void onControl(long at) {
    ControlEvent event = ring.slot(at).control;
    if (event instanceof ControlEvent.QueryAdded added) {
      add(added.query());
    } else if (event instanceof ControlEvent.QueryRemoved removed) {
      remove(removed.query());
    } else if (event instanceof ControlEvent.EndOfInput end) {
      for (QueryTask task : tasks) {
        task.onEndOfInput(end.emit(), at);
      }
    }
  }

  private void add(QueryRun query) {
    deliversInOrder |= query.delivery() == Delivery.ORDERED;
    try {
      QueryTask task = newTask.apply(query, partition);
      QueryTask[] more = java.util.Arrays.copyOf(tasks, tasks.length + 1);
      more[tasks.length] = task;
      tasks = more;
      needColumns();
    } catch (RuntimeException e) {
      query.fail("partition=" + partition + ", at its start", e);
    }
  }

  private void remove(QueryRun query) {
    QueryTask[] fewer =
        java.util.Arrays.stream(tasks)
            .filter(task -> task.query() != query)
            .toArray(QueryTask[]::new);
    for (QueryTask task : tasks) {
      if (task.query() == query) {
        task.close();
      }
    }
    tasks = fewer;
    needColumns();
  }

  private void needColumns() {
    if (share != null) {
      share.needColumnsOf(tasks);
    }
  }
}

package io.millrace.ring;

import com.lmax.disruptor.Sequence;
import io.millrace.Delivery;
import io.millrace.MillraceConfig;
import io.millrace.engine.Router;
import io.millrace.latency.BatchTimes;
import io.millrace.latency.StageLatency;
import io.millrace.memory.MemoryBudget;
import io.millrace.output.Subscriber;
import io.millrace.query.CompiledQuery;
import io.millrace.query.Routing;
import io.millrace.type.Schema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.concurrent.BackoffIdleStrategy;

/**
 * A ring with its partitions, shared by all queries of a stream with equal routing: a batch is read
 * once, hot in cache, by all of them.
 *
 * <p>Queries are added and removed by whoever may publish; each takes effect at one sequence on all
 * partitions.
 */
public final class Pipeline {
  /** How long threads may take to end that have nothing to wait for. */
  private static final Duration LAST_MOMENT = Duration.ofMillis(50);

  private final String name;
  private final Routing routing;
  private final MillraceConfig config;
  private final MemoryBudget budget;
  private final BatchRing ring;
  private final PartitionHandler[] handlers;
  private final Outbox[] outboxes;
  private final KeyShare[] shares;
  private final BatchTimes[] times;
  private final List<QueryRun> runs = new CopyOnWriteArrayList<>();
  private final WakeUp delivering;
  private final OrderedDelivery ordered;
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final AtomicInteger running;
  private volatile boolean delivers;

  /** Makes the ring and starts its threads, whose names begin with {@code name}. */
  public Pipeline(
      String name, Schema schema, Routing routing, MillraceConfig config, MemoryBudget budget) {
    this.routing = routing;
    this.config = config;
    this.budget = budget;
    int partitions = routing.isSingle() ? 1 : config.partitions();
    boolean listed = partitions > 1 && !routing.isAny();
    this.delivering = new WakeUp(config.waitMode());
    this.ring = new BatchRing(schema, config, listed ? partitions : 0);
    this.handlers = new PartitionHandler[partitions];
    this.outboxes = new Outbox[partitions];
    this.shares = new KeyShare[partitions];
    this.times = new BatchTimes[partitions];
    Sequence[] progress = new Sequence[partitions];
    for (int i = 0; i < partitions; i++) {
      shares[i] = listed ? new KeyShare(schema, config.batchRows(), i) : null;
      times[i] = config.latencyRecording() ? new BatchTimes() : null;
      handlers[i] = new PartitionHandler(ring, i, shares[i], computations(i), delivering, times[i]);
      outboxes[i] = new Outbox(delivering, config.waitMode());
      progress[i] = handlers[i].sequence();
    }
    ring.gateOn(progress);
    this.ordered = new OrderedDelivery(outboxes, progress, delivering);
    this.name = name;
    this.running = new AtomicInteger(partitions);
    for (int i = 0; i < partitions; i++) {
      handlers[i].whenEnded(this::partitionEnded);
    }
    for (int i = 0; i < partitions; i++) {
      start(handlers[i], name + "-partition-" + i);
    }
  }

  private void start(Runnable work, String name) {
    Thread thread = config.threadFactory().newThread(work);
    thread.setName(name);
    thread.start();
    threads.add(thread);
  }

  private void partitionEnded() {
    if (running.decrementAndGet() == 0) {
      ordered.halt();
    }
  }

  private QueryTask newTask(QueryRun query, int partition) {
    TaskOutput output =
        query.delivery() == Delivery.ORDERED
            ? new OrderedOutput(query, partition, outboxes[partition], times[partition])
            : new DirectOutput(query, partition, times[partition]);
    return new QueryTask(query, partition, shares[partition], output);
  }

  private Computations computations(int partition) {
    AtomicReference<QueryRun> workedFor = new AtomicReference<>();
    return new Computations(
        query -> newTask(query, partition),
        task -> new Computation(task, partition, config, budget, workedFor),
        workedFor);
  }

  /** Which rows must meet. */
  public Routing routing() {
    return routing;
  }

  /** Number of partitions. */
  public int partitions() {
    return handlers.length;
  }

  /** The ring, to publish into. */
  public BatchRing ring() {
    return ring;
  }

  /** A router for one publisher; null if batches go to a partition each. */
  public Router newRouter() {
    return partitions() == 1 || routing.isAny() ? null : routing.routerFactory().create();
  }

  /** Whether all partitions have worked off everything published but so many sequences. */
  public boolean isBehindByAtMost(int sequences) {
    return partitionsArePast(ring.cursor() - sequences);
  }

  /** Starts a query at the next sequence. */
  public QueryRun add(
      int number, CompiledQuery query, Delivery delivery, Subscriber subscriber, long watermarkNs) {
    QueryRun run = newRun(number, query, delivery, subscriber);
    runs.add(run);
    run.addedAt(ring.publishControl(new ControlEvent.QueryAdded(run), watermarkNs));
    return run;
  }

  private QueryRun newRun(
      int number, CompiledQuery query, Delivery delivery, Subscriber subscriber) {
    if (delivery == Delivery.ORDERED && !delivers) {
      delivers = true;
      start(ordered, name + "-delivery");
    }
    QueryRun run = new QueryRun(number, query, delivery, subscriber, partitions());
    if (run.wantsSequences() && delivery == Delivery.ORDERED) {
      ordered.tell(run);
    }
    return run;
  }

  /** Ends a query at the next sequence, without a last word; its state is freed. */
  public long remove(QueryRun query, long watermarkNs) {
    runs.remove(query);
    ordered.forget(query);
    long sequence = ring.publishControl(new ControlEvent.QueryRemoved(query), watermarkNs);
    query.removedAt(sequence);
    return sequence;
  }

  /** Lets a query see no rows from the next sequence on, or see them again. */
  public long pause(QueryRun query, boolean paused, long watermarkNs) {
    query.paused(paused);
    return ring.publishControl(new ControlEvent.QueryPaused(query, paused), watermarkNs);
  }

  /**
   * Ends a query and starts another one at the next sequence, with the state of the old one if
   * their state shapes are equal.
   */
  public QueryRun replace(
      QueryRun old, int number, CompiledQuery query, Subscriber subscriber, long watermarkNs) {
    boolean keepsState = !old.stopped() && old.query().stateShape().equals(query.stateShape());
    QueryRun run = newRun(number, query, old.delivery(), subscriber);
    run.paused(old.paused());
    runs.add(run);
    runs.remove(old);
    ordered.forget(old);
    long sequence =
        ring.publishControl(new ControlEvent.QueryReplaced(old, run, keepsState), watermarkNs);
    old.removedAt(sequence);
    run.addedAt(sequence);
    return run;
  }

  /** Ends all threads behind the last sequence; publishers may still come, and wait for nobody. */
  public void retire(long watermarkNs) {
    ring.publishControl(new ControlEvent.Retired(), watermarkNs);
  }

  /** Whether all threads have ended. */
  public boolean hasEnded() {
    return threads.stream().noneMatch(Thread::isAlive);
  }

  /** The queries that run, in the order in which they were added. */
  public List<QueryRun> runs() {
    return runs;
  }

  /**
   * How long rows took on their way here and through each query; empty unless latencies are
   * recorded.
   */
  public List<StageLatency> latencies(String stream) {
    if (!config.latencyRecording()) {
      return List.of();
    }
    return PipelineLatencies.of(stream, routing.key(), List.of(times), List.copyOf(runs));
  }

  /** Publishes a watermark without rows. */
  public void publishWatermark(long watermarkNs) {
    ring.publishControl(new ControlEvent.WatermarkOnly(), watermarkNs);
  }

  /** Publishes a watermark without rows, if there is room for it. */
  public boolean tryPublishWatermark(long watermarkNs) {
    return ring.tryPublishControl(new ControlEvent.WatermarkOnly(), watermarkNs);
  }

  /** Says that no row follows, if there is room for it in time. */
  public boolean endInput(boolean emit, long watermarkNs, Deadline deadline) {
    ControlEvent end = new ControlEvent.EndOfInput(emit);
    return deadline.await(() -> ring.tryPublishControl(end, watermarkNs));
  }

  /** Waits until everything published so far is worked off and delivered, or it is too late. */
  public boolean drain(Deadline deadline) {
    long cursor = ring.cursor();
    BackoffIdleStrategy idling = Idling.newStrategy();
    while (!isPast(cursor)) {
      if (deadline.hasPassed()) {
        return false;
      }
      idling.idle();
    }
    return true;
  }

  private boolean isPast(long cursor) {
    return partitionsArePast(cursor) && (!delivers || ordered.delivered() >= cursor);
  }

  private boolean partitionsArePast(long cursor) {
    for (PartitionHandler handler : handlers) {
      if (handler.sequence().get() < cursor) {
        return false;
      }
    }
    return true;
  }

  /** What the threads are at that are behind what is published. */
  public List<UnfinishedWork> unfinished() {
    List<UnfinishedWork> work = new ArrayList<>();
    long cursor = ring.cursor();
    for (int i = 0; i < threads.size(); i++) {
      boolean partition = i < handlers.length;
      long done = partition ? handlers[i].sequence().get() : ordered.delivered();
      QueryRun query = partition ? handlers[i].workedFor() : ordered.workedFor();
      if (threads.get(i).isAlive() && done < cursor) {
        work.add(UnfinishedWork.of(threads.get(i), query, done, cursor));
      }
    }
    return work;
  }

  /** Stops all threads, once they have finished what they are at, and frees all state. */
  public void stop() {
    for (PartitionHandler handler : handlers) {
      handler.halt();
    }
    Deadline.never().await(this::hasEnded);
  }

  /**
   * Stops all threads where they are; nothing more is delivered. A thread that does not come back
   * from a subscriber is interrupted, and ends and frees its state when it does come back.
   */
  public void abort() {
    runs.forEach(QueryRun::stop);
    ring.abort();
    for (PartitionHandler handler : handlers) {
      handler.halt();
    }
    for (Outbox outbox : outboxes) {
      outbox.abort();
    }
    ordered.halt();
    if (!Deadline.in(LAST_MOMENT).await(this::hasEnded)) {
      for (PartitionHandler handler : handlers) {
        handler.abandon();
      }
      threads.forEach(Thread::interrupt);
    }
  }

  /** Whether the calling thread is one of this pipeline's. */
  public boolean isOwnThread() {
    return threads.contains(Thread.currentThread());
  }
}

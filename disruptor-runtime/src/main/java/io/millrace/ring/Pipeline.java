package io.millrace.ring;

import com.lmax.disruptor.Sequence;
import io.millrace.Delivery;
import io.millrace.MillraceConfig;
import io.millrace.engine.Router;
import io.millrace.latency.BatchTimes;
import io.millrace.latency.StageLatency;
import io.millrace.memory.MemoryBudget;
import io.millrace.output.QueryFailedException;
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
import java.util.function.Consumer;
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
  private final int number;
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
  private final RingDurability durability;
  private final JournalHandler journal;
  private volatile boolean delivers;
  private boolean started;

  /**
   * Makes the ring; its threads, whose names begin with {@code name}, start with {@link #start}.
   */
  public Pipeline(
      String name,
      int number,
      Schema schema,
      Routing routing,
      MillraceConfig config,
      MemoryBudget budget,
      RingDurability durability) {
    this.durability = durability;
    this.number = number;
    this.routing = routing;
    this.config = config;
    this.budget = budget;
    int partitions = routing.isSingle() ? 1 : config.partitions();
    boolean listed = partitions > 1 && !routing.isAny();
    this.delivering = new WakeUp(config.waitMode());
    this.ring = new BatchRing(schema, config, listed ? partitions : 0);
    ring.startBehind(durability.startsBehind());
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
    this.journal = durability.recorder() == null ? null : newJournal(partitions);
    ring.gateOn(progress);
    if (journal != null) {
      ring.gateOn(journal.sequence());
    }
    this.ordered = new OrderedDelivery(outboxes, progress, delivering);
    ordered.startBehind(durability.startsBehind());
    this.name = name;
    this.running = new AtomicInteger(partitions);
    for (int i = 0; i < partitions; i++) {
      handlers[i].whenEnded(this::partitionEnded);
      handlers[i].partOf(this);
    }
  }

  private JournalHandler newJournal(int partitions) {
    WakeUp[] waiting = new WakeUp[partitions];
    for (int i = 0; i < partitions; i++) {
      waiting[i] = new WakeUp(config.waitMode());
    }
    JournalHandler handler =
        new JournalHandler(
            ring, durability, new WakeUp(config.waitMode()), waiting, this::journalFailed);
    if (handler.gates()) {
      for (int i = 0; i < partitions; i++) {
        handlers[i].waitFor(handler.sequence(), waiting[i]);
      }
    }
    return handler;
  }

  /** Starts the threads of the partitions and of the journal. */
  public Pipeline start() {
    for (int i = 0; i < handlers.length; i++) {
      start(handlers[i], name + "-partition-" + i);
    }
    if (journal != null) {
      start(journal, name + "-journal");
    }
    started = true;
    if (delivers) {
      start(ordered, name + "-delivery");
    }
    return this;
  }

  /** Nothing that is not kept may have an effect, so everything stops here. */
  private void journalFailed(Throwable cause) {
    String reason =
        "journal cannot be written, so its ring has stopped: ring="
            + name
            + ", sequence="
            + (journal.sequence().get() + 1)
            + "; "
            + (cause.getMessage() == null ? cause.toString() : cause.getMessage());
    ring.fail(reason);
    for (QueryRun run : runs) {
      run.fail(new QueryFailedException(run.number(), reason, cause));
    }
    for (PartitionHandler handler : handlers) {
      handler.halt();
    }
  }

  /** Lets partitions go on with state of an earlier process; before {@link #start}. */
  public void restore(List<PartitionState> states, Consumer<Throwable> failed) {
    for (int i = 0; i < handlers.length; i++) {
      PartitionHandler handler = handlers[i];
      PartitionState state = states.get(i);
      handler.restoreBy(
          () -> {
            Throwable failure = null;
            try {
              handler.restore(state);
            } catch (RuntimeException | Error e) {
              failure = e;
            }
            failed.accept(failure);
          });
    }
  }

  /** A query whose state is restored; before {@link #start}. */
  public QueryRun restored(
      QueryLabel label,
      CompiledQuery query,
      Delivery delivery,
      Subscriber subscriber,
      boolean paused) {
    QueryRun run = newRun(label, query, delivery, subscriber);
    run.paused(paused);
    run.addedAt(durability.startsBehind());
    runs.add(run);
    return run;
  }

  /** Waits until a sequence is kept; throws what the ring's failure is if it may not be. */
  public void awaitRecorded(long sequence) {
    if (journal != null) {
      Deadline.never().await(() -> journal.sequence().get() >= sequence);
      ring.isRetired();
    }
  }

  /** From which sequence on everything is kept; by who has replayed what was. */
  public void recordFrom(long firstSequence) {
    if (journal != null) {
      journal.recordFrom(firstSequence);
    }
  }

  /** Publishes a checkpoint's barrier; gives back its sequence. */
  public long publishBarrier(BarrierTask task, long watermarkNs) {
    long sequence = ring.claim();
    if (!ring.isRetired()) {
      if (delivers) {
        ordered.expect(sequence, () -> task.delivered(this, sequence));
      }
      ring.publishControl(
          sequence, new ControlEvent.Barrier(task), watermarkNs, durability.event().getAsLong());
    }
    return sequence;
  }

  /** Publishes a control event as it was recorded; one that is about no query. */
  public void replay(ControlRecord control, long event, long watermarkNs) {
    ControlEvent replayed =
        switch (control.kind()) {
          case END_OF_INPUT -> new ControlEvent.EndOfInput(control.flag());
          case RETIRED -> new ControlEvent.Retired();
          case STREAM_MOVED -> new ControlEvent.StreamMoved(control.stream());
          default -> new ControlEvent.WatermarkOnly();
        };
    ring.publishControl(replayed, watermarkNs, event);
  }

  /** Asks for a query's state as of the next sequence. */
  public StateRequest askForState(QueryRun query, long watermarkNs) {
    StateRequest request = new StateRequest(partitions());
    publish(new ControlEvent.StateAsked(query, request), watermarkNs);
    return request;
  }

  /** Whether a thread delivers output in order. */
  public boolean delivers() {
    return delivers;
  }

  private long publish(ControlEvent control, long watermarkNs) {
    return ring.publishControl(control, watermarkNs, durability.event().getAsLong());
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

  /** Its number in its stream, from 0. */
  public int number() {
    return number;
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
      QueryLabel label,
      CompiledQuery query,
      Delivery delivery,
      Subscriber subscriber,
      StreamPoint stream) {
    QueryRun run = newRun(label, query, delivery, subscriber);
    runs.add(run);
    run.addedAt(publish(new ControlEvent.QueryAdded(run, stream), stream.watermarkNs()));
    return run;
  }

  private QueryRun newRun(
      QueryLabel label, CompiledQuery query, Delivery delivery, Subscriber subscriber) {
    if (delivery == Delivery.ORDERED && !delivers) {
      delivers = true;
      if (started) {
        start(ordered, name + "-delivery");
      }
    }
    QueryRun run = new QueryRun(label, query, delivery, subscriber, partitions());
    if (run.wantsSequences() && delivery == Delivery.ORDERED) {
      ordered.tell(run);
    }
    return run;
  }

  /** Ends a query at the next sequence, without a last word; its state is freed. */
  public long remove(QueryRun query, long watermarkNs) {
    runs.remove(query);
    ordered.forget(query);
    long sequence = publish(new ControlEvent.QueryRemoved(query), watermarkNs);
    query.removedAt(sequence);
    return sequence;
  }

  /** Lets a query see no rows from the next sequence on, or see them again. */
  public long pause(QueryRun query, boolean paused, long watermarkNs) {
    query.paused(paused);
    return publish(new ControlEvent.QueryPaused(query, paused), watermarkNs);
  }

  /**
   * Ends a query and starts another one at the next sequence, with the state of the old one if
   * their state shapes are equal.
   */
  public QueryRun replace(
      QueryRun old, int number, CompiledQuery query, Subscriber subscriber, long watermarkNs) {
    QueryLabel label = new QueryLabel(number, old.name());
    boolean keepsState = !old.stopped() && old.query().stateShape().equals(query.stateShape());
    QueryRun run = newRun(label, query, old.delivery(), subscriber);
    run.paused(old.paused());
    runs.add(run);
    runs.remove(old);
    ordered.forget(old);
    long sequence = publish(new ControlEvent.QueryReplaced(old, run, keepsState), watermarkNs);
    old.removedAt(sequence);
    run.addedAt(sequence);
    return run;
  }

  /** Ends all threads behind the last sequence; publishers may still come, and wait for nobody. */
  public void retire(long watermarkNs) {
    publish(new ControlEvent.Retired(), watermarkNs);
  }

  /** Whether all threads have ended. */
  public boolean hasEnded() {
    return threads.stream().noneMatch(Thread::isAlive);
  }

  /** The queries that run, in the order in which they were added. */
  public List<QueryRun> runs() {
    return runs;
  }

  /** How long rows took on their way here and through each query; empty unless recorded. */
  public List<StageLatency> latencies(String stream) {
    return config.latencyRecording()
        ? PipelineLatencies.of(stream, routing.key(), List.of(times), List.copyOf(runs))
        : List.of();
  }

  /** Publishes a watermark without rows. */
  public void publishWatermark(long watermarkNs) {
    publish(new ControlEvent.WatermarkOnly(), watermarkNs);
  }

  /** Publishes a watermark without rows, and how far the stream has come, to be recorded. */
  public void publishPoint(StreamPoint stream) {
    publish(new ControlEvent.StreamMoved(stream), stream.watermarkNs());
  }

  /** Publishes a watermark without rows, if there is room for it. */
  public boolean tryPublishWatermark(long watermarkNs) {
    return ring.tryPublishControl(
        new ControlEvent.WatermarkOnly(), watermarkNs, durability.event().getAsLong());
  }

  /** Says that no row follows, if there is room for it in time. */
  public boolean endInput(boolean emit, long watermarkNs, Deadline deadline) {
    ControlEvent end = new ControlEvent.EndOfInput(emit);
    return deadline.await(
        () -> ring.tryPublishControl(end, watermarkNs, durability.event().getAsLong()));
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
    return partitionsArePast(cursor)
        && (journal == null || journal.sequence().get() >= cursor)
        && (!delivers || ordered.delivered() >= cursor);
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
      boolean keeps = journal != null && i == handlers.length;
      long done =
          partition
              ? handlers[i].sequence().get()
              : keeps ? journal.sequence().get() : ordered.delivered();
      QueryRun query = partition ? handlers[i].workedFor() : keeps ? null : ordered.workedFor();
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
    haltJournal();
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
    haltJournal();
    if (!Deadline.in(LAST_MOMENT).await(this::hasEnded)) {
      for (PartitionHandler handler : handlers) {
        handler.abandon();
      }
      threads.forEach(Thread::interrupt);
    }
  }

  private void haltJournal() {
    if (journal != null) {
      journal.halt();
    }
  }

  /** Whether it was stopped before it had worked off everything. */
  public boolean hasAborted() {
    return ring.hasAborted();
  }

  /** Whether the calling thread is one of this pipeline's. */
  public boolean isOwnThread() {
    return threads.contains(Thread.currentThread());
  }
}

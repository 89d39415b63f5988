package io.millrace.publish;

import io.millrace.Delivery;
import io.millrace.MillraceConfig;
import io.millrace.OverloadPolicy;
import io.millrace.memory.MemoryBudget;
import io.millrace.output.Subscriber;
import io.millrace.query.CompiledQuery;
import io.millrace.query.Routing;
import io.millrace.query.StreamDefinition;
import io.millrace.query.StreamOptions;
import io.millrace.ring.BarrierTask;
import io.millrace.ring.Deadline;
import io.millrace.ring.Pipeline;
import io.millrace.ring.QueryLabel;
import io.millrace.ring.QueryRun;
import io.millrace.ring.StateRequest;
import io.millrace.ring.StreamPoint;
import io.millrace.time.TimedWork;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A stream in operation: its pipelines, its publishers and its clock. A pipeline comes with its
 * first query and is retired with its last one; publishers find that out when they publish next,
 * and until then may publish into it, which does nothing.
 */
public final class StreamHub implements TimedWork {
  private final StreamDefinition definition;
  private final MillraceConfig config;
  private final OverloadPolicy overload;
  private final IdleWatch idle;

  /** Whether the watermark went on by itself and not all rings know; by the timer. */
  private boolean owing;

  /** When what could not be done is tried again. */
  private long retryNs = Long.MIN_VALUE;

  private final StreamClock clock = new StreamClock();
  private final StreamPipelines pipelines;
  private final StreamOrder order;
  private final SourcePositions positions;
  private final CopyOnWriteArrayList<StreamPublisher> publishers = new CopyOnWriteArrayList<>();

  /** What publishers counted that are closed; guards itself and who is open. */
  private final PublisherCounts closed = new PublisherCounts();

  /** What makes it durable, or null. */
  private final StreamDurability durability;

  /**
   * A stream without queries.
   *
   * @param durability what makes it durable, or null
   * @throws io.millrace.query.StreamOptionException if its options are wrong
   */
  public StreamHub(
      StreamDefinition definition,
      MillraceConfig config,
      MemoryBudget budget,
      StreamDurability durability) {
    this.durability = durability;
    this.definition = definition;
    this.config = config.of(definition.name());
    this.pipelines = new StreamPipelines(definition, this.config, budget, durability);
    this.order = new StreamOrder(clock.moving(), pipelines, durability != null);
    this.positions = new SourcePositions(order, pipelines, durability);
    this.overload = OverloadPolicy.of(definition, config.overload());
    long idleTimeoutNs = StreamOptions.of(definition).idleTimeoutNs();
    this.idle =
        idleTimeoutNs > 0 && config.sharedPublishing() ? new IdleWatch(idleTimeoutNs) : null;
  }

  /** What was declared. */
  public StreamDefinition definition() {
    return definition;
  }

  MillraceConfig config() {
    return config;
  }

  OverloadPolicy overload() {
    return overload;
  }

  StreamClock clock() {
    return clock;
  }

  /** The pipelines with queries, oldest first; another array whenever they change. */
  Pipeline[] active() {
    return pipelines.active();
  }

  /** The pipelines with queries, oldest first. */
  public List<Pipeline> pipelines() {
    return List.of(pipelines.active());
  }

  /** All pipelines, also those whose threads are about to end. */
  public List<Pipeline> allPipelines() {
    return pipelines.all();
  }

  /** How far the stream's watermark has come; nanoseconds since the epoch. */
  public long watermarkNs() {
    return clock.held();
  }

  StreamDurability durability() {
    return durability;
  }

  /** Starts a query in the pipeline of its routing. */
  public synchronized QueryRun add(
      QueryLabel label, CompiledQuery query, Delivery delivery, Subscriber subscriber) {
    QueryRun run =
        order.publish(
            () -> pipelines.of(query.routing()).add(label, query, delivery, subscriber, point()));
    recorded(pipelines.of(run), label.name(), run.addedAt());
    return run;
  }

  /** How far the stream has come, as a durable one records it. */
  private StreamPoint point() {
    return durability == null
        ? new StreamPoint(0, watermarkNs(), false, List.of())
        : durability.point(watermarkNs());
  }

  /**
   * Ends a query; with the last one of a pipeline, its threads end too.
   *
   * @return the sequence at which it ends, or -1 if it has ended before
   */
  public synchronized long remove(QueryRun query) {
    Pipeline pipeline = pipelines.of(query);
    long sequence = order.publish(() -> removeNow(query));
    recorded(pipeline, query.name(), sequence);
    return sequence;
  }

  private long removeNow(QueryRun query) {
    Pipeline pipeline = pipelines.of(query);
    if (pipeline == null) {
      return query.removedAt();
    }
    long sequence = pipeline.remove(query, watermarkNs());
    if (pipeline.runs().isEmpty()) {
      pipelines.retire(pipeline);
      pipeline.retire(watermarkNs());
    }
    return sequence;
  }

  /**
   * Lets a query see no rows, or see them again.
   *
   * @return the sequence from which on, or -1 if it has ended
   */
  public synchronized long pause(QueryRun query, boolean paused) {
    Pipeline pipeline = pipelines.of(query);
    if (pipeline == null) {
      return -1;
    }
    long sequence = order.publish(() -> pipeline.pause(query, paused, watermarkNs()));
    recorded(pipeline, query.name(), sequence);
    return sequence;
  }

  /** What is said of a query with a name is recorded when the call returns. */
  private static void recorded(Pipeline pipeline, String name, long sequence) {
    if (pipeline != null && name != null) {
      pipeline.awaitRecorded(sequence);
    }
  }

  /**
   * Puts another query in the place of one that runs: at one sequence if their routing is equal,
   * else without rows between if the caller is the only one to publish.
   */
  public synchronized QueryRun replace(
      QueryRun old, int number, CompiledQuery query, Subscriber subscriber) {
    QueryRun run = order.publish(() -> replaceNow(old, number, query, subscriber));
    recorded(pipelines.of(run), run.name(), run.addedAt());
    return run;
  }

  private QueryRun replaceNow(
      QueryRun old, int number, CompiledQuery query, Subscriber subscriber) {
    Pipeline pipeline = pipelines.of(old);
    if (pipeline == null) {
      throw new IllegalStateException(
          "query has ended: query=" + old.number() + "; subscribe to another one");
    }
    if (pipeline.routing().equals(query.routing())) {
      return pipeline.replace(old, number, query, subscriber, watermarkNs());
    }
    removeNow(old);
    QueryLabel label = new QueryLabel(number, old.name());
    return add(label, query, old.delivery(), subscriber);
  }

  /** Whether the calling thread is one of this stream's. */
  public boolean isOwnThread() {
    return allPipelines().stream().anyMatch(Pipeline::isOwnThread);
  }

  /**
   * A new publisher; it belongs to the thread that uses it.
   *
   * @param source what it is called in a durable stream; null for a name that is free
   */
  public StreamPublisher newPublisher(String source) {
    SourceProgress progress = durability == null ? null : order.publish(() -> open(source));
    StreamPublisher publisher = new StreamPublisher(this, progress);
    publishers.add(publisher);
    return publisher;
  }

  private SourceProgress open(String source) {
    if (!durability.recovered()) {
      throw new IllegalStateException(
          "engine has not recovered: stream="
              + definition.name()
              + "; declare streams and queries, call recover(), then publish");
    }
    if (durability.ended()) {
      throw new IllegalStateException(
          "input has ended, as is recorded: stream="
              + definition.name()
              + "; nothing can be published any more");
    }
    String name = source == null ? durability.freeName() : source;
    boolean known = durability.knows(name);
    SourceProgress progress = durability.open(definition.name(), name);
    if (!known) {
      StreamPoint point = point();
      pipelines().forEach(pipeline -> pipeline.publishPoint(point));
    }
    return progress;
  }

  /** Whether the input of a durable stream has ended. */
  public boolean hasEnded() {
    return durability != null && order.locked(durability::ended);
  }

  /** How far its sources are recorded. */
  public SourcePositions positions() {
    return positions;
  }

  void closed(StreamPublisher publisher) {
    synchronized (closed) {
      if (publishers.remove(publisher)) {
        closed.add(publisher.counts());
      }
    }
    if (publisher.source() != null) {
      order.change(publisher.source()::release);
    }
  }

  /** Whether publishers that do nothing for a time are left out of the watermark. */
  public boolean mayIdle() {
    return idle != null;
  }

  @Override
  public long longestWaitNs() {
    return idle == null ? Long.MAX_VALUE : idle.longestWaitNs();
  }

  @Override
  public long nextDueNs(long nowNs) {
    if (idle == null) {
      return Long.MAX_VALUE;
    }
    long dueNs = idle.nextDueNs(publishers, nowNs);
    return dueNs <= nowNs || owing ? Math.max(dueNs, retryNs) : dueNs;
  }

  /**
   * Leaves publishers out of the watermark that have done nothing for too long. Waits for nobody:
   * while a publisher is at it, or a ring is full, it tries again later.
   */
  @Override
  public void runDue(long nowNs) {
    boolean done = excludeIdle(nowNs);
    if (owing && tryPublishWatermark()) {
      owing = false;
    }
    retryNs = done && !owing ? Long.MIN_VALUE : nowNs + longestWaitNs();
  }

  /** Looks at all publishers, unless one is at work; that is no time to say that it is idle. */
  private boolean excludeIdle(long nowNs) {
    if (!clock.moving().tryLock()) {
      return false;
    }
    try {
      long before = clock.held();
      for (StreamPublisher publisher : publishers) {
        if (!publisher.clock().isIdle() && idle.isIdle(publisher, nowNs)) {
          clock.exclude(publisher.clock());
        }
      }
      owing |= clock.held() > before;
      return true;
    } finally {
      clock.moving().unlock();
    }
  }

  private boolean tryPublishWatermark() {
    long limitNs = clock.held();
    boolean all = true;
    for (Pipeline pipeline : pipelines()) {
      all &= pipeline.tryPublishWatermark(limitNs);
    }
    return all;
  }

  /** Publishes the stream's watermark without a row. */
  void publishWatermark() {
    long limitNs = clock.held();
    for (Pipeline pipeline : pipelines()) {
      pipeline.publishWatermark(limitNs);
    }
  }

  /** Publishes how far the stream has come; the caller holds the lock. */
  void publishPoint() {
    durability.nextEvent();
    StreamPoint point = point();
    pipelines().forEach(pipeline -> pipeline.publishPoint(point));
  }

  /** Says that no row follows, if there is room for it in time. */
  public boolean endInput(boolean emit, Deadline deadline) {
    return order.locked(
        () -> {
          if (durability != null && durability.ended()) {
            return true;
          }
          if (durability != null) {
            durability.nextEvent();
            durability.end();
          }
          boolean inTime = true;
          for (Pipeline pipeline : pipelines()) {
            inTime &= pipeline.endInput(emit, watermarkNs(), deadline);
          }
          return inTime;
        });
  }

  /**
   * Publishes a barrier in all rings, at one place among the events.
   *
   * @param prepare told of each ring before
   * @param published told of each ring and the barrier's sequence in it
   * @return where that is
   */
  public synchronized StreamBarrier publishBarrier(
      BarrierTask task, Consumer<Pipeline> prepare, BiConsumer<Pipeline, Long> published) {
    return order.publish(
        () -> {
          StreamPoint point = point();
          for (Pipeline pipeline : pipelines()) {
            prepare.accept(pipeline);
            published.accept(pipeline, pipeline.publishBarrier(task, point.watermarkNs()));
          }
          return new StreamBarrier(point, pipelines.made());
        });
  }

  /**
   * Asks for a query's state as of the next sequence; null if the query has ended. The request is
   * complete when all partitions have come there.
   */
  public synchronized StateRequest askForState(QueryRun query) {
    Pipeline pipeline = pipelines.of(query);
    return pipeline == null
        ? null
        : order.publish(() -> pipeline.askForState(query, watermarkNs()));
  }

  /** Whether it has a life beyond that of the process. */
  public boolean isDurable() {
    return durability != null;
  }

  /** Number of the last event of a durable stream. */
  public long lastEvent() {
    return durability.event();
  }

  /** Goes on from how far the stream had come; before its pipelines are restored. */
  public void restore(StreamPoint point) {
    durability.restore(point);
    clock.restore(point.watermarkNs());
  }

  /** A pipeline that had a number and had come to a sequence, not started. */
  public synchronized Pipeline restorePipeline(int number, Routing routing, long sequence) {
    return pipelines.add(number, routing, sequence);
  }

  /** Replays into a pipeline what was recorded. */
  public StreamReplay newReplay(Pipeline pipeline) {
    return new StreamReplay(this, pipeline);
  }

  /** Keeps numbers of rings, up to this one, from being given once more. */
  public synchronized void reserveRings(int last) {
    pipelines.reserve(last);
  }

  /** Ends pipelines whose queries have all ended. */
  public synchronized void retireEmpty() {
    for (Pipeline pipeline : pipelines()) {
      if (pipeline.runs().isEmpty()) {
        pipelines.retire(pipeline);
        pipeline.retire(watermarkNs());
      }
    }
  }

  /** Takes a pipeline out whose last sequence was replayed. */
  synchronized void retired(Pipeline pipeline) {
    pipelines.retire(pipeline);
  }

  /** Lets publishers come. */
  public void finishRecovery() {
    order.change(durability::finishRecovery);
  }

  /** What became of rows so far. */
  public StreamStatus status() {
    synchronized (closed) {
      PublisherCounts sum = new PublisherCounts();
      sum.add(closed);
      publishers.forEach(publisher -> sum.add(publisher.counts()));
      return new StreamStatus(
          definition.name(),
          overload,
          publishers.size(),
          sum.accepted.get(),
          sum.published.get(),
          sum.dropped.get(),
          sum.conflated.get(),
          sum.refused.get());
    }
  }

  /**
   * Publishes what waits at the publishers of the calling thread, and where one thread does
   * everything, at all of them: what it asks for next comes behind those rows.
   */
  public void flushPublishers() {
    for (StreamPublisher publisher : publishers) {
      if (!config.sharedPublishing() || publisher.isOwn()) {
        publisher.flushIfWaiting();
      }
    }
  }

  /**
   * Closes all publishers, between two calls of their threads.
   *
   * @throws IllegalStateException if rows that wait cannot come out; all are closed all the same
   */
  public void closePublishers(Deadline deadline) {
    IllegalStateException failure = null;
    for (StreamPublisher publisher : publishers) {
      try {
        publisher.close(deadline);
      } catch (IllegalStateException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}

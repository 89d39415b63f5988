package io.millrace.ring;

import io.millrace.Delivery;
import io.millrace.latency.BatchTimes;
import io.millrace.latency.QueryLatency;
import io.millrace.memory.MemoryBudget;
import io.millrace.output.QueryFailedException;
import io.millrace.output.SequenceSubscriber;
import io.millrace.output.Subscriber;
import io.millrace.query.CompiledQuery;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A running query as all its partitions share it. Any thread. */
public final class QueryRun {
  private static final long NOT_YET = -1;

  private final int number;
  private final String name;
  private volatile CompiledQuery query;
  private volatile boolean paused;
  private final Delivery delivery;
  private final Subscriber subscriber;
  private final GuardedSubscriber guarded;
  private final QueryTask[] tasks;
  private final List<QueryLatency> latencies = new CopyOnWriteArrayList<>();
  private final AtomicReference<QueryFailedException> failure = new AtomicReference<>();
  private final AtomicInteger unfinished;
  private final AtomicInteger unremoved;
  private volatile boolean removed;
  private MemoryBudget budget;
  private volatile long addedAt = NOT_YET;
  private volatile long removedAt = NOT_YET;
  private volatile boolean silenced;
  private volatile boolean subscriberFailed;
  private volatile long stopsAt = Long.MAX_VALUE;

  QueryRun(
      QueryLabel label,
      CompiledQuery query,
      Delivery delivery,
      Subscriber subscriber,
      int partitions) {
    this.number = label.number();
    this.name = label.name();
    this.query = query;
    this.delivery = delivery;
    this.subscriber = subscriber;
    this.guarded = new GuardedSubscriber(subscriber);
    this.tasks = new QueryTask[partitions];
    this.unfinished = new AtomicInteger(partitions);
    this.unremoved = new AtomicInteger(partitions);
  }

  /** Number of the query, counted from 1. */
  public int number() {
    return number;
  }

  /** The name by which it is known after a restart; null if it ends with the process. */
  public String name() {
    return name;
  }

  /** What runs. */
  public CompiledQuery query() {
    return query;
  }

  /** On which thread its subscriber is called. */
  public Delivery delivery() {
    return delivery;
  }

  /** Takes its output. */
  public Subscriber subscriber() {
    return subscriber;
  }

  /** Whether it processes no more rows. */
  public boolean ended() {
    return stopped() || removed;
  }

  /** Whether it was stopped in the midst of its rows, with its state. */
  public boolean stopped() {
    return silenced || stopsAt != Long.MAX_VALUE;
  }

  /** Whether what a sequence causes is wanted still. */
  public boolean sees(long sequence) {
    return sequence <= stopsAt && !silenced;
  }

  /** Takes output from within an engine. */
  GuardedSubscriber guarded() {
    return guarded;
  }

  /** Whether it sees no rows for now. */
  public boolean paused() {
    return paused;
  }

  void paused(boolean value) {
    paused = value;
  }

  /** The sequence at which it was added, or -1. */
  public long addedAt() {
    return addedAt;
  }

  /** The sequence at which it was removed, or -1. */
  public long removedAt() {
    return removedAt;
  }

  void addedAt(long sequence) {
    addedAt = sequence;
  }

  void removedAt(long sequence) {
    removedAt = sequence;
  }

  /** Told by each partition that has removed it. */
  void partitionRemoved() {
    if (unremoved.decrementAndGet() == 0) {
      removed = true;
      query = query.withoutEngines();
    }
  }

  /** Why it stopped, or null. */
  public QueryFailedException failure() {
    return failure.get();
  }

  /** Partitions that run it. */
  int partitions() {
    return tasks.length;
  }

  /** Its part of the engine's budget, which all its partitions share. */
  synchronized MemoryBudget budget(MemoryBudget whole) {
    if (budget == null) {
      budget = whole.ofQuery("query " + number);
    }
    return budget;
  }

  /** What it is on a partition; null if it could not be started there. */
  QueryTask task(int partition) {
    return tasks[partition];
  }

  void addTask(int partition, QueryTask task) {
    tasks[partition] = task;
  }

  /**
   * A place for latencies that one thread records; null if they are not asked for, or if an index
   * finds the query's rows, as there can be very many such queries.
   */
  QueryLatency addLatency(BatchTimes times) {
    if (times == null || query.filter() != null) {
      return null;
    }
    QueryLatency latency = new QueryLatency();
    latencies.add(latency);
    return latency;
  }

  /** What was recorded of its latencies. */
  List<QueryLatency> latencies() {
    return latencies;
  }

  /** Stops it where it is: nothing more is delivered, and partitions free its state. */
  public void stop() {
    silenced = true;
  }

  /**
   * Stops it behind a sequence at which it has failed: partitions that have not come that far go on
   * until there. The smallest sequence counts.
   */
  synchronized void stopAt(long sequence) {
    stopsAt = Math.min(stopsAt, sequence);
  }

  /** A failure in words. */
  QueryFailedException failure(String where, Throwable cause) {
    return new QueryFailedException(number, where + "; " + message(cause), cause);
  }

  /** Stops it where it is, on all partitions, and tells why; the first cause counts. */
  void fail(String where, Throwable cause) {
    fail(failure(where, cause));
  }

  /** Stops it as its subscriber has thrown; the first cause counts. */
  void subscriberFailed(String where, Throwable cause) {
    subscriberFailed = true;
    fail(where, cause);
  }

  /** Whether its subscriber has thrown, in this process. */
  public boolean subscriberFailed() {
    return subscriberFailed;
  }

  /** Stops it again as it had stopped before a restart, and tells why. */
  public void restoredFailure(String reason) {
    fail(new QueryFailedException(number, reason, null));
  }

  /** Like {@link #fail(String, Throwable)}; nothing is delivered behind it. */
  void fail(QueryFailedException exception) {
    silenced = true;
    if (failure.compareAndSet(null, exception)) {
      try {
        subscriber.onError(exception);
      } catch (RuntimeException | Error e) {
        exception.addSuppressed(e);
      }
    }
  }

  /** Whether nothing more is delivered. */
  boolean silenced() {
    return silenced;
  }

  private static String message(Throwable cause) {
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  /** Whether the subscriber wants to be told of each sequence that is complete. */
  boolean wantsSequences() {
    return subscriber instanceof SequenceSubscriber;
  }

  /** Tells the subscriber of a complete sequence, unless the query has stopped. */
  void completed(long sequence) {
    if (!silenced) {
      try {
        ((SequenceSubscriber) subscriber).onSequence(sequence);
      } catch (RuntimeException | Error e) {
        subscriberFailed("sequence=" + sequence, e);
      }
    }
  }

  /** Told by each partition when it has delivered all of its output; the last one completes. */
  void partitionFinished() {
    if (unfinished.decrementAndGet() == 0 && !silenced) {
      try {
        subscriber.onComplete();
      } catch (RuntimeException | Error e) {
        fail("at the end of input", e);
      }
    }
  }

  /** Rows handed to engines. */
  public long rowsIn() {
    return sum(0);
  }

  /** Rows put out. */
  public long rowsOut() {
    return sum(1);
  }

  /** Rows that came too late. */
  public long lateRows() {
    return sum(2);
  }

  /** Rows that could not be used. */
  public long deadLetters() {
    return sum(3);
  }

  /** Rows that came while it was paused. */
  public long rowsSkipped() {
    return sum(4);
  }

  private long sum(int which) {
    long sum = 0;
    for (QueryTask task : tasks) {
      if (task != null) {
        sum += task.counter(which).get();
      }
    }
    return sum;
  }
}

package io.millrace.ring;

import io.millrace.Delivery;
import io.millrace.latency.QueryLatency;
import io.millrace.output.QueryFailedException;
import io.millrace.output.Subscriber;
import io.millrace.query.CompiledQuery;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A running query as all its partitions share it. Any thread. */
public final class QueryRun {
  private final int number;
  private final CompiledQuery query;
  private final Delivery delivery;
  private final Subscriber subscriber;
  private final QueryTask[] tasks;
  private final List<QueryLatency> latencies = new CopyOnWriteArrayList<>();
  private final AtomicReference<QueryFailedException> failure = new AtomicReference<>();
  private final AtomicInteger unfinished;
  private volatile boolean stopped;
  private volatile boolean failedInSubscriber;

  QueryRun(
      int number, CompiledQuery query, Delivery delivery, Subscriber subscriber, int partitions) {
    this.number = number;
    this.query = query;
    this.delivery = delivery;
    this.subscriber = subscriber;
    this.tasks = new QueryTask[partitions];
    this.unfinished = new AtomicInteger(partitions);
  }

  /** Number of the query, counted from 1. */
  public int number() {
    return number;
  }

  /** What runs. */
  public CompiledQuery query() {
    return query;
  }

  /** On which thread its subscriber is called. */
  public Delivery delivery() {
    return delivery;
  }

  Subscriber subscriber() {
    return subscriber;
  }

  /** Whether it processes no more rows. */
  public boolean stopped() {
    return stopped;
  }

  /** Why it stopped, or null. */
  public QueryFailedException failure() {
    return failure.get();
  }

  /** Partitions that run it. */
  int partitions() {
    return tasks.length;
  }

  void addTask(int partition, QueryTask task) {
    tasks[partition] = task;
  }

  /** A place for latencies that one thread records. */
  QueryLatency addLatency() {
    QueryLatency latency = new QueryLatency();
    latencies.add(latency);
    return latency;
  }

  /** What was recorded of its latencies. */
  List<QueryLatency> latencies() {
    return latencies;
  }

  void stop() {
    stopped = true;
  }

  /** Stops the query on all partitions; the first cause counts. */
  void fail(String where, Throwable cause) {
    stopped = true;
    QueryFailedException exception =
        new QueryFailedException(number, where + "; " + message(cause), cause);
    if (failure.compareAndSet(null, exception)) {
      subscriber.onError(exception);
    }
  }

  /** Like {@link #fail}; nothing more is delivered. */
  void subscriberFailed(String where, Throwable cause) {
    failedInSubscriber = true;
    fail(where, cause);
  }

  boolean failedInSubscriber() {
    return failedInSubscriber;
  }

  private static String message(Throwable cause) {
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  /** Told by each partition when it has delivered all of its output; the last one completes. */
  void partitionFinished() {
    if (unfinished.decrementAndGet() == 0 && !stopped) {
      try {
        subscriber.onComplete();
      } catch (RuntimeException e) {
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

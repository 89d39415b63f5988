package io.millrace.flow;

import io.millrace.Query;
import io.millrace.batch.RecordBatch;
import io.millrace.output.QueryFailedException;
import io.millrace.output.Subscriber;
import io.millrace.record.RecordReader;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One subscriber and its query.
 *
 * <ol>
 *   <li>Signals are given under a lock, so they follow each other; nobody waits for it but the
 *       delivering thread.
 *   <li>An end is noted first and signalled by whoever has the lock then or gets it next; nothing
 *       is signalled after it.
 *   <li>Whoever adds demand, ends or cancels wakes the delivering thread afterwards.
 * </ol>
 */
final class QuerySubscription<T> implements Flow.Subscription, Subscriber {
  private static final Object COMPLETE = new Object();

  private final RecordReader<T> reader;
  private final AtomicLong demand = new AtomicLong();
  private final AtomicReference<Object> end = new AtomicReference<>();
  private final ReentrantLock signals = new ReentrantLock();
  private volatile Flow.Subscriber<? super T> subscriber;
  private volatile Query query;
  private volatile Thread waiter;
  private volatile boolean cancelled;

  QuerySubscription(Flow.Subscriber<? super T> subscriber, RecordReader<T> reader) {
    this.subscriber = subscriber;
    this.reader = reader;
  }

  /** Whether nothing more may be handed over. */
  boolean isOver() {
    return cancelled || end.get() != null;
  }

  void started(Query running) {
    query = running;
    if (cancelled) {
      running.cancel();
    }
  }

  @Override
  public void request(long elements) {
    if (elements > 0) {
      demand.accumulateAndGet(elements, QuerySubscription::sum);
      wake();
    } else if (!cancelled) {
      end(
          new IllegalArgumentException(
              "demand must be positive (rule 3.9): request="
                  + elements
                  + "; the subscription is cancelled"));
      cancelQuery();
    }
  }

  private static long sum(long present, long more) {
    return present > Long.MAX_VALUE - more ? Long.MAX_VALUE : present + more;
  }

  @Override
  public void cancel() {
    if (!cancelled) {
      cancelled = true;
      subscriber = null;
      cancelQuery();
    }
  }

  private void cancelQuery() {
    cancelled = true;
    wake();
    Query running = query;
    if (running != null) {
      running.cancel();
    }
  }

  private void wake() {
    Thread waiting = waiter;
    if (waiting != null) {
      LockSupport.unpark(waiting);
    }
  }

  @Override
  public void onRows(RecordBatch rows, int partition, long sequence) {
    for (int row = 0; row < rows.rowCount() && awaitDemand(); row++) {
      signals.lock();
      try {
        next(rows, row);
      } finally {
        signals.unlock();
      }
      signalEnd();
    }
  }

  private void next(RecordBatch rows, int row) {
    Flow.Subscriber<? super T> taker = subscriber;
    if (taker == null || isOver()) {
      return;
    }
    if (demand.get() != Long.MAX_VALUE) {
      demand.decrementAndGet();
    }
    T element = reader.read(rows, row);
    try {
      taker.onNext(element);
    } catch (RuntimeException | Error e) {
      cancelled = true;
      subscriber = null;
      throw e;
    }
  }

  /** Waits until an element may be handed over; false if none may any more. */
  private boolean awaitDemand() {
    if (demand.get() == 0 && !isOver()) {
      waiter = Thread.currentThread();
      while (demand.get() == 0 && !isOver()) {
        LockSupport.park(this);
        if (Thread.interrupted()) {
          throw new IllegalStateException(
              "interrupted while there was no demand; request elements, or cancel");
        }
      }
      waiter = null;
    }
    return !isOver();
  }

  @Override
  public void onError(QueryFailedException failure) {
    end(failure);
  }

  @Override
  public void onComplete() {
    end(COMPLETE);
  }

  /** Notes the end, a failure or {@link #COMPLETE}, and signals it unless another thread will. */
  void end(Object how) {
    if (end.compareAndSet(null, how)) {
      wake();
      signalEnd();
    }
  }

  private void signalEnd() {
    while (end.get() != null && subscriber != null && !signals.isHeldByCurrentThread()) {
      if (!signals.tryLock()) {
        return;
      }
      try {
        signalEndLocked();
      } finally {
        signals.unlock();
      }
    }
  }

  private void signalEndLocked() {
    Flow.Subscriber<? super T> taker = subscriber;
    subscriber = null;
    if (taker == null) {
      return;
    }
    if (end.get() instanceof Throwable failure) {
      taker.onError(failure);
    } else {
      taker.onComplete();
    }
  }
}

package io.millrace.publish;

import io.millrace.ring.Deadline;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The one order in which all rings of a durable stream see what is published. Any thread. */
final class StreamOrder {
  /** So many control events go into a ring in one go at most. */
  private static final int CONTROLS_AT_ONCE = 2;

  private final ReentrantLock lock;
  private final StreamPipelines pipelines;
  private final boolean durable;

  StreamOrder(ReentrantLock lock, StreamPipelines pipelines, boolean durable) {
    this.lock = lock;
    this.pipelines = pipelines;
    this.durable = durable;
  }

  /**
   * Publishes something that has its place among the events of a durable stream. Waits for room in
   * the rings before it holds the lock, as who makes room may want that, too.
   */
  <T> T publish(Supplier<T> work) {
    if (!durable) {
      return work.get();
    }
    lockWithRoom();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private void lockWithRoom() {
    lock.lock();
    while (!hasRoom()) {
      lock.unlock();
      Deadline.never().await(this::hasRoom);
      lock.lock();
    }
  }

  private boolean hasRoom() {
    return pipelines.haveRoom(CONTROLS_AT_ONCE);
  }

  /** Reads or changes what the lock guards, and waits for no room. */
  <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /** Changes what the lock guards. */
  void change(Runnable work) {
    locked(
        () -> {
          work.run();
          return null;
        });
  }
}

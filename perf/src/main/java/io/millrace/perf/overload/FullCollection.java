package io.millrace.perf.overload;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.time.Duration;

/**
 * Has the heap collected and waits until the memory outside it that dead buffers had is given back.
 * {@link System#gc} alone returns before that: the buffers are then only in line to be freed.
 */
final class FullCollection {
  /** A buffer that is found dead in one turn is freed before the mark of the next is. */
  private static final int TURNS = 2;

  private static final Duration MOST_TO_FREE = Duration.ofSeconds(10);

  private FullCollection() {}

  /**
   * Collects.
   *
   * @throws IllegalStateException if the JVM frees nothing, as with {@code -XX:+DisableExplicitGC}
   */
  static void run() throws InterruptedException {
    ReferenceQueue<Object> dead = new ReferenceQueue<>();
    for (int turn = 0; turn < TURNS; turn++) {
      PhantomReference<Object> mark = new PhantomReference<>(new Object(), dead);
      System.gc();
      if (dead.remove(MOST_TO_FREE.toMillis()) != mark) {
        throw new IllegalStateException(
            "a full collection freed nothing: is explicit collection disabled? waited="
                + MOST_TO_FREE);
      }
    }
  }
}

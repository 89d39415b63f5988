package io.millrace.table;

import java.util.concurrent.locks.LockSupport;

/**
 * How the writer hands versions to readers, without ever waiting for one.
 *
 * <p>A version that nobody holds is changed in place, and readers who come meanwhile wait for it to
 * be shown again. If one is held, the writer leaves it to the readers and shows another one, of a
 * new epoch. A reader that had to wait says so; what is shown next then counts as held, so that it
 * can be taken at leisure, and the reader waits for one change at most. An exchanged version is
 * never written again, so it does not matter when a slow reader takes it.
 */
final class VersionHandover {
  private static final int SPINS = 100;
  private static final int YIELDS = 20;
  private static final long PARK_NS = 20_000;

  private volatile PublishedVersion current = new PublishedVersion();
  private volatile boolean awaited;
  private volatile boolean ended;

  /** What the writer changes now: the current version or the one that will take its place. */
  private PublishedVersion writing = current;

  /** With a first version to be shown. */
  VersionHandover() {}

  /** Begins to change the current version in place, unless a reader holds it. By the writer. */
  boolean beginInPlace() {
    PublishedVersion now = current;
    if (now.tryWrite()) {
      writing = now;
      return true;
    }
    return false;
  }

  /** Begins a new version; the current one stays as it is. By the writer. */
  void beginAside() {
    writing = new PublishedVersion();
  }

  /** Shows what was begun. By the writer. */
  void show(Node root, long rows, long sequence) {
    boolean inPlace = writing == current;
    boolean held = inPlace && awaited;
    if (held) {
      awaited = false;
    }
    writing.show(root, rows, sequence, held);
    if (!inPlace) {
      current = writing;
    }
  }

  /** Ends it all: nothing more is shown, nobody waits. By any thread. */
  void end() {
    ended = true;
  }

  /** Whether {@link #end} was called. */
  boolean hasEnded() {
    return ended;
  }

  /** Whether the version is still the newest one. */
  boolean isCurrent(PublishedVersion version) {
    return version == current;
  }

  /** The newest version, held for the caller; null after the end. By any thread. */
  PublishedVersion take() {
    int idled = 0;
    while (!ended) {
      PublishedVersion newest = current;
      if (newest.tryHold()) {
        return newest;
      }
      awaited = true;
      idle(idled++);
    }
    return null;
  }

  @SuppressWarnings("ThreadPriorityCheck") // A yield lets the writer finish on a busy machine.
  private static void idle(int idled) {
    if (idled < SPINS) {
      Thread.onSpinWait();
    } else if (idled < SPINS + YIELDS || Thread.currentThread().isInterrupted()) {
      Thread.yield();
    } else {
      LockSupport.parkNanos(PARK_NS);
    }
  }
}

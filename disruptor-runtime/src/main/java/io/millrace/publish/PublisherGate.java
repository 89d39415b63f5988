package io.millrace.publish;

import io.millrace.ring.Deadline;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps a publisher to one thread, and lets any thread shut it between two of its calls.
 *
 * <ol>
 *   <li>The thread that comes first owns the publisher, until it hands it over or has ended.
 *   <li>Each call of the owner stands between {@link #enter} and {@link #leave}, which cost plain
 *       stores and no fence.
 *   <li>Who shuts it says so first. Asking the owner for its stack then makes the JVM stop it for a
 *       moment, behind which its stores are visible: either it is seen at work and waited for, or
 *       it sees at its next call that the publisher is shut.
 * </ol>
 */
final class PublisherGate {
  private static final VarHandle BUSY;

  static {
    try {
      BUSY = MethodHandles.lookup().findVarHandle(PublisherGate.class, "busy", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final StreamHub hub;
  private final AtomicBoolean closing = new AtomicBoolean();
  private Thread owner;
  private boolean inside;

  @SuppressWarnings("UnusedVariable") // Read and written through BUSY.
  private boolean busy;

  private volatile boolean shut;
  private volatile boolean closed;

  PublisherGate(StreamHub hub) {
    this.hub = hub;
  }

  /**
   * Begins a call of the owner.
   *
   * @throws IllegalStateException if another thread owns the publisher, or it is shut
   */
  void enter() {
    if (owner != Thread.currentThread()) {
      claim();
    }
    BUSY.setOpaque(this, true);
    if (shut) {
      leave();
      refuse();
    }
  }

  /** Ends a call. */
  void leave() {
    BUSY.setRelease(this, false);
  }

  /** Whether no further call is taken. */
  boolean isShut() {
    return shut;
  }

  /** Fails if the publisher is shut. */
  void checkOpen() {
    if (shut) {
      refuse();
    }
  }

  private void refuse() {
    throw new IllegalStateException(
        "publisher is closed: stream=" + hub.definition().name() + "; open another one");
  }

  /** Ends a call that would wait for room which its own thread makes. */
  void refuseInside() {
    leave();
    throw new IllegalStateException(
        "ring is full and its own subscriber publishes, which would wait for itself: stream="
            + hub.definition().name()
            + ", thread="
            + Thread.currentThread().getName()
            + "; publish from another thread");
  }

  private void claim() {
    Thread present = owner;
    if (present != null && present.isAlive()) {
      throw new IllegalStateException(
          "publisher used by two threads: stream="
              + hub.definition().name()
              + ", owner="
              + present.getName()
              + ", caller="
              + Thread.currentThread().getName()
              + "; open a publisher for each thread, or let the owner call handOver()");
    }
    owner = Thread.currentThread();
    inside = hub.isOwnThread();
    VarHandle.fullFence();
  }

  /**
   * Whether the owner is a thread of this stream: who publishes from a subscriber, and must not
   * wait for room in the ring, as it makes room itself.
   */
  boolean isInside() {
    return inside;
  }

  /** Whether the calling thread owns the publisher. */
  boolean isOwn() {
    return owner == Thread.currentThread();
  }

  /** Gives the publisher to the thread that comes next. By the owner. */
  void handOver() {
    enter();
    owner = null;
    leave();
  }

  /**
   * Shuts it and waits for the call that is under way. The one caller that gets true closes the
   * publisher and then says so; the others wait for that.
   */
  boolean shut(Deadline deadline) {
    boolean first = closing.compareAndSet(false, true);
    if (!first) {
      deadline.await(() -> closed);
      return false;
    }
    shut = true;
    VarHandle.fullFence();
    Thread present = owner;
    if (present != null && present != Thread.currentThread()) {
      present.getStackTrace();
      deadline.await(() -> !(boolean) BUSY.getAcquire(this));
    }
    return true;
  }

  /** Whether a call is under way; to be asked behind {@link #shut}. */
  boolean isBusy() {
    return owner != Thread.currentThread() && (boolean) BUSY.getAcquire(this);
  }

  void closed() {
    closed = true;
  }
}

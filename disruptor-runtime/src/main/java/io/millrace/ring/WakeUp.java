package io.millrace.ring;

import io.millrace.WaitMode;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets one thread sleep until others have changed what it looks for. It calls {@link #idle} after
 * each look in vain and {@link #reset} after one that was not: as its wait mode says, it spins,
 * yields or sleeps for short times, or spins, then yields, then parks. Whoever changes something
 * calls {@link #wake} afterwards, which costs nothing if nobody ever parks, and a fence if nobody
 * is parked now.
 *
 * <p>Nothing is missed: the sleeper says that it sleeps, then looks once more; who changes
 * something does so before it looks whether anybody sleeps.
 */
final class WakeUp {
  private static final int SPINS = 100;
  private static final int YIELDS = 10;
  private static final long LONGEST_PARK_NS = 10_000_000;
  private static final long SHORT_SLEEP_NS = 100;

  private final long spins;
  private final long yields;
  private final boolean parks;
  private final long longestParkNs;
  private volatile Thread sleeper;
  private long idled;

  /** For a thread that waits in this way. */
  WakeUp(WaitMode mode) {
    spins = mode == WaitMode.BUSY_SPIN ? Long.MAX_VALUE : SPINS;
    yields = mode == WaitMode.YIELDING ? Long.MAX_VALUE : YIELDS;
    parks = mode == WaitMode.BLOCKING || mode == WaitMode.SPIN_THEN_PARK;
    longestParkNs = LONGEST_PARK_NS;
  }

  /** For a thread that sleeps at once, and for ever unless it is woken. */
  WakeUp() {
    spins = 0;
    yields = 0;
    parks = true;
    longestParkNs = Long.MAX_VALUE;
  }

  /** Waits a little; by the one thread that waits. */
  @SuppressWarnings("ThreadPriorityCheck") // A yield saves who wakes this thread a system call.
  void idle() {
    if (idled < spins) {
      idled++;
      Thread.onSpinWait();
    } else if (idled - spins < yields) {
      idled++;
      Thread.yield();
    } else if (!parks) {
      LockSupport.parkNanos(this, SHORT_SLEEP_NS);
    } else if (sleeper == null) {
      sleeper = Thread.currentThread();
      VarHandle.fullFence();
    } else {
      LockSupport.parkNanos(this, longestParkNs);
    }
  }

  /** Says that waiting is over; by the one thread that waits. */
  void reset() {
    idled = 0;
    if (sleeper != null) {
      sleeper = null;
    }
  }

  /** Wakes the thread that waits, if there is one; by any thread. */
  void wake() {
    if (!parks) {
      return;
    }
    VarHandle.fullFence();
    Thread sleeping = sleeper;
    if (sleeping != null) {
      LockSupport.unpark(sleeping);
    }
  }
}

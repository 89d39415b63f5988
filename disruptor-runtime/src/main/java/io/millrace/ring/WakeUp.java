package io.millrace.ring;

import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets one thread sleep until others have changed what it looks for. It calls {@link #idle} after
 * each look in vain and {@link #reset} after one that was not: first it spins, then yields, then
 * parks. Whoever changes something calls {@link #wake} afterwards, which costs a fence if nobody
 * sleeps.
 *
 * <p>Nothing is missed: the sleeper says that it sleeps, then looks once more; who changes
 * something does so before it looks whether anybody sleeps.
 */
final class WakeUp {
  private static final int SPINS = 100;
  private static final int YIELDS = 10;
  private static final long LONGEST_PARK_NS = 10_000_000;

  private volatile Thread sleeper;
  private int idled;

  /** Waits a little; by the one thread that waits. */
  @SuppressWarnings("ThreadPriorityCheck") // A yield saves who wakes this thread a system call.
  void idle() {
    if (idled < SPINS) {
      idled++;
      Thread.onSpinWait();
    } else if (idled < SPINS + YIELDS) {
      idled++;
      Thread.yield();
    } else if (sleeper == null) {
      sleeper = Thread.currentThread();
      VarHandle.fullFence();
    } else {
      LockSupport.parkNanos(this, LONGEST_PARK_NS);
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
    VarHandle.fullFence();
    Thread sleeping = sleeper;
    if (sleeping != null) {
      LockSupport.unpark(sleeping);
    }
  }
}

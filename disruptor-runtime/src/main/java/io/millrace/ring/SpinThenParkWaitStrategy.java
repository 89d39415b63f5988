package io.millrace.ring;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;
import java.lang.invoke.VarHandle;

/**
 * Waits for a ring's cursor: spins, then yields, then sleeps until it is woken. A publisher takes
 * the lock only if somebody sleeps, and pays a fence otherwise.
 *
 * <p>Nothing is missed: a sleeper first says that it sleeps, then looks at the cursor once more; a
 * publisher moves the cursor before it looks whether anybody sleeps; a fence on both sides keeps
 * these in order. The lock is a monitor: a condition of {@code java.util.concurrent} allocates a
 * node each time somebody sleeps.
 */
public final class SpinThenParkWaitStrategy implements WaitStrategy {
  private static final int SPINS = 200;
  private static final int YIELDS = 20;

  private final Object mutex = new Object();
  private volatile int sleepers;

  /** For one ring. */
  public SpinThenParkWaitStrategy() {}

  @Override
  @SuppressWarnings("ThreadPriorityCheck") // A yield saves the publisher a system call.
  public long waitFor(long sequence, Sequence cursor, Sequence dependent, SequenceBarrier barrier)
      throws AlertException, InterruptedException {
    int idled = 0;
    long available = dependent.get();
    while (available < sequence) {
      barrier.checkAlert();
      if (idled < SPINS) {
        Thread.onSpinWait();
      } else if (idled < SPINS + YIELDS || cursor.get() >= sequence) {
        Thread.yield();
      } else {
        sleep(sequence, cursor, barrier);
      }
      idled++;
      available = dependent.get();
    }
    return available;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // Only under the lock.
  private void sleep(long sequence, Sequence cursor, SequenceBarrier barrier)
      throws AlertException, InterruptedException {
    synchronized (mutex) {
      sleepers++;
      try {
        VarHandle.fullFence();
        while (cursor.get() < sequence) {
          barrier.checkAlert();
          mutex.wait();
        }
      } finally {
        sleepers--;
      }
    }
  }

  @Override
  public void signalAllWhenBlocking() {
    VarHandle.fullFence();
    if (sleepers > 0) {
      synchronized (mutex) {
        mutex.notifyAll();
      }
    }
  }
}

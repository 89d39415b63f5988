package io.millrace.time;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The machine's clock as it was at the start, moved on by the timer that never goes back. */
final class SystemClock implements MillraceClock {
  static final SystemClock INSTANCE = new SystemClock();

  private static final long SHORTEST_WAIT_NS = 1_000_000;

  private final long offsetNs =
      TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - System.nanoTime();

  private SystemClock() {}

  @Override
  public long nowNs() {
    return offsetNs + System.nanoTime();
  }

  @Override
  public ClockTimer start(String name, ThreadFactory threads, TimedWork work) {
    RunningTimer timer = new RunningTimer(work);
    timer.thread = threads.newThread(timer::run);
    timer.thread.setName(name);
    timer.thread.start();
    return timer;
  }

  private final class RunningTimer implements ClockTimer {
    private final TimedWork work;
    private Thread thread;
    private volatile boolean closed;

    RunningTimer(TimedWork work) {
      this.work = work;
    }

    private void run() {
      while (!closed) {
        long now = nowNs();
        long due = work.nextDueNs(now);
        if (due <= now) {
          work.runDue(now);
        } else {
          long waitNs = Math.min(due - now, work.longestWaitNs());
          LockSupport.parkNanos(this, Math.max(SHORTEST_WAIT_NS, waitNs));
        }
      }
    }

    @Override
    public void close() {
      closed = true;
      LockSupport.unpark(thread);
      boolean interrupted = false;
      while (thread.isAlive() && thread != Thread.currentThread()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

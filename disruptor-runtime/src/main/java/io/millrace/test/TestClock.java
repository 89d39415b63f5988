package io.millrace.test;

import io.millrace.time.ClockTimer;
import io.millrace.time.MillraceClock;
import io.millrace.time.TimedWork;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;

/**
 * Processing time that stands still until it is stepped. A step does all that falls due on its way,
 * in order of time, on the calling thread and before it returns. Free to read from any thread; one
 * thread at a time steps.
 */
public final class TestClock implements MillraceClock {
  private final List<TimedWork> works = new CopyOnWriteArrayList<>();
  private volatile long nowNs;

  /** A clock that stands at 1970-01-01. */
  public TestClock() {}

  @Override
  public long nowNs() {
    return nowNs;
  }

  @Override
  public ClockTimer start(String name, ThreadFactory threads, TimedWork work) {
    works.add(work);
    return () -> works.remove(work);
  }

  /** Steps the time. Work that is due at once is done at the time at which it falls due. */
  public synchronized void advance(Duration step) {
    if (step.isNegative()) {
      throw new IllegalArgumentException(
          "clock cannot go back: step=" + step + "; use a step of zero or more");
    }
    long endNs = Math.addExact(nowNs, step.toNanos());
    TimedWork next = next(endNs);
    while (next != null) {
      nowNs = Math.max(nowNs, next.nextDueNs(nowNs));
      next.runDue(nowNs);
      next = next(endNs);
    }
    nowNs = endNs;
  }

  /** What falls due first, up to a time; of several at once that which was started first. */
  private TimedWork next(long endNs) {
    TimedWork first = null;
    long firstNs = Long.MAX_VALUE;
    for (TimedWork work : works) {
      long dueNs = work.nextDueNs(nowNs);
      if (dueNs <= endNs && dueNs < firstNs) {
        first = work;
        firstNs = dueNs;
      }
    }
    return first;
  }
}

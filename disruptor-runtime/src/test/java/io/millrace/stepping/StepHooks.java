package io.millrace.stepping;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What stepped classes call in place of what they were written to call, or beside it. A thread that
 * is not stepped does what was written, but for monitors: there must be no other then.
 */
@SuppressWarnings({"ThreadPriorityCheck", "IdentifierName"})
public final class StepHooks {
  private StepHooks() {}

  private static SteppedThread me() {
    return Thread.currentThread() instanceof SteppedThread thread ? thread : null;
  }

  /** Before something shared is read or changed. */
  public static void step() {
    SteppedThread me = me();
    if (me != null) {
      me.scheduler.step(me);
    }
  }

  /** Behind a change of something shared. */
  public static void changed() {
    SteppedThread me = me();
    if (me != null) {
      me.scheduler.changed(me);
    }
  }

  /** Something was looked for in vain. */
  public static void pause() {
    SteppedThread me = me();
    if (me == null) {
      Thread.yield();
    } else if (me.quiet == 0) {
      me.scheduler.pause(me);
    }
  }

  /** Leaves the thread alone until {@link #loud}: a class is initialised. */
  public static void quiet() {
    SteppedThread me = me();
    if (me != null) {
      me.quiet++;
    }
  }

  /** Ends what {@link #quiet} began. */
  public static void loud() {
    SteppedThread me = me();
    if (me != null) {
      me.quiet--;
    }
  }

  /** For {@code Thread.onSpinWait} and {@code Thread.yield}. */
  public static void onSpinWait() {
    pause();
  }

  /** For {@code Thread.sleep}. */
  public static void sleep(long ms) {
    pause();
  }

  /** For {@code LockSupport.park}. */
  public static void park(Object blocker) {
    pause();
  }

  /** For {@code LockSupport.parkNanos}. */
  public static void parkNanos(long ns) {
    pause();
  }

  /** For {@code LockSupport.parkNanos}. */
  public static void parkNanos(Object blocker, long ns) {
    pause();
  }

  /** For {@code LockSupport.unpark}. */
  public static void unpark(Thread thread) {
    changed();
    step();
  }

  /** For the begin of a synchronized block. */
  public static void enter(Object object) {
    SteppedThread me = me();
    if (me != null && !me.dying && me.quiet == 0) {
      me.scheduler.monitor(object).enter(me);
    }
  }

  /** For the end of a synchronized block. */
  public static void exit(Object object) {
    SteppedThread me = me();
    if (me != null && !me.dying && me.quiet == 0) {
      me.scheduler.monitor(object).exit(me);
    }
  }

  /** For {@code Object.wait}. */
  public static void wait(Object object) {
    SteppedThread me = me();
    me.scheduler.monitor(object).await(me);
  }

  /** For {@code Object.notify}. */
  public static void notify(Object object) {
    notifyAll(object);
  }

  /** For {@code Object.notifyAll}. */
  public static void notifyAll(Object object) {
    SteppedThread me = me();
    if (me != null) {
      me.scheduler.monitor(object).tell(me);
    }
  }

  /** For {@code ReentrantLock.lock}. */
  public static void lock(ReentrantLock lock) {
    SteppedThread me = me();
    if (me == null) {
      lock.lock();
      return;
    }
    me.scheduler.step(me);
    if (!lock.tryLock()) {
      me.scheduler.await(me, () -> !lock.isLocked());
      if (!lock.tryLock()) {
        throw new IllegalStateException("lock was free and is not");
      }
    }
  }

  /** For {@code ReentrantLock.tryLock}. */
  public static boolean tryLock(ReentrantLock lock) {
    step();
    return lock.tryLock();
  }

  /** For {@code ReentrantLock.unlock}. */
  public static void unlock(ReentrantLock lock) {
    lock.unlock();
    changed();
    step();
  }

  /** For {@code Thread.start}. */
  public static void start(Thread thread) {
    SteppedThread me = me();
    if (me == null || !(thread instanceof SteppedThread stepped)) {
      throw new IllegalStateException("thread is not stepped: thread=" + thread);
    }
    me.scheduler.add(stepped);
    me.scheduler.changed(me);
    me.scheduler.step(me);
  }

  /** For {@code Thread.isAlive}. */
  public static boolean isAlive(Thread thread) {
    step();
    return thread instanceof SteppedThread stepped
        ? stepped.wasStarted() && !stepped.isOver()
        : thread.isAlive();
  }

  /** For {@code Thread.join}. */
  public static void join(Thread thread) {
    SteppedThread me = me();
    SteppedThread other = (SteppedThread) thread;
    me.scheduler.await(me, other::isOver);
  }

  /** For {@code System.nanoTime}. */
  public static long nanoTime() {
    SteppedThread me = me();
    return me == null ? 0 : me.scheduler.nowNs();
  }

  /** For {@code System.currentTimeMillis}. */
  public static long currentTimeMillis() {
    return TimeUnit.NANOSECONDS.toMillis(nanoTime());
  }
}

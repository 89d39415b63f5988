package io.millrace.stepping;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;

/**
 * Lets one thread run at a time. At each step, which is before something that threads share is read
 * or changed, it may let another go on, as its random numbers say; where a thread waits, it must.
 * Time is what it says, too. So all that a run does follows from the seed.
 *
 * <p>A thread that has looked for something in vain is not let look again before another one has
 * changed something, or time must pass as nobody else can go on.
 */
public final class StepScheduler {
  private static final long MOST_STEPS = 20_000_000;
  private static final int MOST_LULLS = 20_000;
  private static final int SLOW_STEPS = 2_000;
  private static final long STEP_NS = 1_000;
  private static final long LULL_NS = 1_000_000;
  private static final long PRIME = 0x9E3779B97F4A7C15L;

  private final SplittableRandom random;
  private final int switchMask;
  private final List<SteppedThread> threads = new ArrayList<>();
  private final List<SteppedThread> ready = new ArrayList<>();
  private final IdentityHashMap<Object, SteppedMonitor> monitors = new IdentityHashMap<>();
  private int started;
  private long steps;
  private long changes;
  private long handovers;
  private int lulls;
  private SteppedThread slow;
  private long slowUntil;
  private long hash;
  private long nowNs;
  private long killAt = Long.MAX_VALUE;
  private Runnable killing;
  private String failure;

  /**
   * With random numbers of its own.
   *
   * @param switchBits a thread is left at one step in {@code 2^switchBits}
   */
  public StepScheduler(long seed, int switchBits) {
    random = new SplittableRandom(seed);
    switchMask = (1 << switchBits) - 1;
  }

  /** A process without threads. */
  public SteppedProcess newProcess() {
    return new SteppedProcess(this);
  }

  /**
   * Runs a program with all that it starts; returns when its first thread has ended.
   *
   * @throws IllegalStateException if threads wait for each other, or it does not end
   */
  public void run(Runnable program) {
    ThreadFactory factory = newProcess().factory();
    SteppedThread root = (SteppedThread) factory.newThread(program);
    root.setName("simulation");
    add(root);
    root.giveTurn();
    boolean interrupted = false;
    while (root.isAlive()) {
      try {
        root.join(50);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
    if (root.failure() instanceof Error error) {
      throw error;
    }
    if (root.failure() instanceof RuntimeException exception) {
      throw exception;
    }
  }

  /** Steps that were made so far. */
  public long steps() {
    return steps;
  }

  /** How often another thread went on. */
  public long handovers() {
    return handovers;
  }

  /** What has happened so far, in order, as one number. */
  public long hash() {
    return hash;
  }

  /** Takes something into the trace. */
  public void note(long event) {
    hash = (hash ^ event) * PRIME;
    hash ^= hash >>> 29;
  }

  /** Nanoseconds by its clock. */
  public long nowNs() {
    return nowNs;
  }

  /** Has something done at a step, by the thread that makes it; once. */
  public void killAt(long step, Runnable work) {
    killAt = step;
    killing = work;
  }

  void add(SteppedThread thread) {
    threads.add(thread);
    thread.begin(started++);
  }

  SteppedMonitor monitor(Object object) {
    return monitors.computeIfAbsent(object, any -> new SteppedMonitor());
  }

  /** Before something shared is read or changed. */
  void step(SteppedThread me) {
    if (me.quiet > 0) {
      return;
    }
    checkKilled(me);
    if (me.dying) {
      return;
    }
    steps++;
    nowNs += STEP_NS;
    if (steps >= killAt) {
      killAt = Long.MAX_VALUE;
      me.quiet++;
      killing.run();
      me.quiet--;
      checkKilled(me);
    }
    if ((random.nextInt() & switchMask) == 0) {
      pass(me);
    }
  }

  /** Behind a change of something shared. */
  void changed(SteppedThread me) {
    changes++;
    me.seen++;
    lulls = 0;
  }

  /** Has looked for something in vain. */
  void pause(SteppedThread me) {
    checkKilled(me);
    if (me.dying) {
      throw new SteppedKill();
    }
    steps++;
    nowNs += STEP_NS;
    me.idle = true;
    pass(me);
    me.idle = false;
    me.seen = changes;
    checkKilled(me);
  }

  /** Goes on when something holds that only others change. */
  void await(SteppedThread me, BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      checkKilled(me);
      if (me.dying) {
        throw new SteppedKill();
      }
      me.blocked = condition;
      pass(me);
      me.blocked = null;
    }
    me.seen = changes;
  }

  private static void checkKilled(SteppedThread me) {
    if (me.process.killed && !me.dying) {
      me.dying = true;
      throw new SteppedKill();
    }
  }

  private void pass(SteppedThread me) {
    SteppedThread next = next();
    if (next != me) {
      handovers++;
      next.giveTurn();
      me.awaitTurn();
    }
  }

  void ended(SteppedThread me) {
    threads.remove(me);
    changes++;
    if (!threads.isEmpty()) {
      next().giveTurn();
    }
  }

  private SteppedThread next() {
    findReady(false);
    if (ready.isEmpty()) {
      nowNs += LULL_NS;
      findReady(true);
      if (ready.isEmpty() || ++lulls > MOST_LULLS || steps > MOST_STEPS) {
        fail(ready.isEmpty() ? "all threads wait for each other" : "nothing happens any more");
      }
    }
    if (steps > MOST_STEPS) {
      fail("it does not end");
    }
    SteppedThread next = ready.get(random.nextInt(ready.size()));
    if (steps >= slowUntil) {
      slowUntil = steps + 1 + random.nextInt(SLOW_STEPS);
      slow = threads.get(random.nextInt(threads.size()));
    }
    if (next == slow || next.idle && (random.nextInt() & 7) != 0) {
      next = busy(next);
    }
    note(steps * 64 + next.number);
    return next;
  }

  /**
   * One that does not look for something and is not slow, if there is one: those that look do so in
   * vain mostly, and one that is left behind for a while shows who does not wait for it.
   */
  private SteppedThread busy(SteppedThread other) {
    int from = random.nextInt(ready.size());
    for (int i = 0; i < ready.size(); i++) {
      SteppedThread thread = ready.get((from + i) % ready.size());
      if (!thread.idle && thread != slow) {
        return thread;
      }
    }
    return other;
  }

  private void findReady(boolean lull) {
    ready.clear();
    for (SteppedThread thread : threads) {
      boolean waits =
          thread.blocked != null
              ? !thread.blocked.getAsBoolean()
              : !lull && thread.idle && thread.seen == changes;
      if (!waits || thread.process.killed) {
        ready.add(thread);
      }
    }
  }

  /** Ends all threads. */
  private void fail(String reason) {
    if (failure != null) {
      return;
    }
    StringBuilder text = new StringBuilder(reason + ": steps=" + steps);
    for (SteppedThread thread : threads) {
      text.append("\n  ").append(thread);
      for (StackTraceElement line : thread.getStackTrace()) {
        if (line.getClassName().startsWith("io.millrace.")
            && !line.getClassName().startsWith("io.millrace.stepping")) {
          text.append("\n    ").append(line);
        }
      }
    }
    failure = text.toString();
    threads.forEach(thread -> thread.process.kill());
    ready.clear();
    ready.addAll(threads);
  }
}

package io.millrace.stepping;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/** Threads that are killed together. */
public final class SteppedProcess {
  private final StepScheduler scheduler;
  private final List<SteppedThread> threads = new ArrayList<>();
  boolean killed;

  SteppedProcess(StepScheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** Makes threads of the process. */
  public ThreadFactory factory() {
    return this::newThread;
  }

  private SteppedThread newThread(Runnable work) {
    SteppedThread thread = new SteppedThread(scheduler, this, work);
    threads.add(thread);
    return thread;
  }

  /** Starts a thread; by a thread that is stepped. */
  public Thread start(String name, Runnable work) {
    SteppedThread thread = newThread(work);
    thread.setName(name);
    StepHooks.start(thread);
    return thread;
  }

  /** Waits until all its threads have ended; by a thread of another process. */
  public void await() {
    for (int i = 0; i < threads.size(); i++) {
      SteppedThread thread = threads.get(i);
      if (thread.wasStarted()) {
        StepHooks.join(thread);
      }
    }
  }

  /** Whether it was killed. */
  public boolean killed() {
    return killed;
  }

  /** Kills it: each of its threads ends where it is. By any thread that is stepped. */
  public void kill() {
    killed = true;
  }

  /** What its threads died of other than being killed. */
  public List<Throwable> failures() {
    return threads.stream().map(SteppedThread::failure).filter(each -> each != null).toList();
  }
}

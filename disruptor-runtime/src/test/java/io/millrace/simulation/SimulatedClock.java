package io.millrace.simulation;

import io.millrace.stepping.StepHooks;
import io.millrace.stepping.StepScheduler;
import io.millrace.time.ClockTimer;
import io.millrace.time.MillraceClock;
import io.millrace.time.TimedWork;
import java.util.concurrent.ThreadFactory;

/** The time of the scheduler, set forward and back; a timer has a thread, as in life. */
final class SimulatedClock implements MillraceClock {
  private final StepScheduler scheduler;
  private long offsetNs = 1_000_000_000;

  SimulatedClock(StepScheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** Sets it; back, too. */
  void jump(long ns) {
    offsetNs += ns;
  }

  @Override
  public long nowNs() {
    return scheduler.nowNs() + offsetNs;
  }

  @Override
  public ClockTimer start(String name, ThreadFactory threads, TimedWork work) {
    Timer timer = new Timer(work);
    Thread thread = threads.newThread(timer);
    thread.setName(name);
    timer.thread = thread;
    StepHooks.start(thread);
    return timer;
  }

  private final class Timer implements Runnable, ClockTimer {
    private final TimedWork work;
    private Thread thread;
    private boolean closed;

    Timer(TimedWork work) {
      this.work = work;
    }

    @Override
    public void run() {
      while (!closed) {
        if (work.nextDueNs(nowNs()) <= nowNs()) {
          work.runDue(nowNs());
        } else {
          StepHooks.pause();
        }
      }
    }

    @Override
    public void close() {
      closed = true;
      StepHooks.changed();
      StepHooks.join(thread);
    }
  }
}

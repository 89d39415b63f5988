package io.millrace.time;

import java.util.concurrent.ThreadFactory;

/**
 * Processing time. Whatever depends on it asks the engine's clock and no other, so that a clock
 * that is stepped by hand makes a run repeatable. Free to use from any thread.
 */
public interface MillraceClock {
  /** Nanoseconds since 1970-01-01; never goes back. */
  long nowNs();

  /**
   * Has work done whenever it falls due, until the timer is closed.
   *
   * @param name name of the thread, if the clock needs one
   * @param threads makes the thread, if the clock needs one
   */
  ClockTimer start(String name, ThreadFactory threads, TimedWork work);

  /** The clock of the machine; a timer has a thread of its own. */
  static MillraceClock system() {
    return SystemClock.INSTANCE;
  }
}

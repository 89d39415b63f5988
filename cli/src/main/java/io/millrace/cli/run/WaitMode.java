package io.millrace.cli.run;

/** How a thread without work waits; see the wait strategies of the runtime. */
public enum WaitMode {
  /** On a lock: no load, slowest to wake. */
  BLOCKING,
  /** In short sleeps: little load. */
  SLEEPING,
  /** Giving way to other threads: one core busy when nobody else wants it. */
  YIELDING,
  /** In a loop: one core busy, quickest. */
  BUSY_SPIN;

  /** As it is written on the command line, such as {@code busy-spin}. */
  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}

package io.millrace.time;

/** What falls due as processing time passes. Called by one thread at a time. */
public interface TimedWork {
  /** Says when something falls due next; {@link Long#MAX_VALUE} if nothing does. */
  long nextDueNs(long nowNs);

  /** Does what is due. */
  void runDue(long nowNs);

  /**
   * How long a clock that goes by itself may leave {@link #nextDueNs} unasked; one that is stepped
   * asks before and after each step.
   */
  long longestWaitNs();
}

package io.millrace.cli.console;

/**
 * Says that reading should stop early: what was accepted is still processed and printed. Free to
 * use from any thread; the first request counts.
 */
public final class StopRequest {
  private volatile int status;

  /**
   * Asks for an orderly stop.
   *
   * @param exitStatus what the process says in the end, not 0
   */
  public synchronized void stop(int exitStatus) {
    if (status == 0) {
      status = exitStatus;
    }
  }

  /** Whether anybody asked. */
  public boolean isRequested() {
    return status != 0;
  }

  /** The exit status of the first request, or 0. */
  public int exitStatus() {
    return status;
  }
}

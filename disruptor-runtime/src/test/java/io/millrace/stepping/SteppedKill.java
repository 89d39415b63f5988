package io.millrace.stepping;

/** Ends a thread of a process that was killed, at the next thing that it shares with others. */
public final class SteppedKill extends Error {
  private static final long serialVersionUID = 1;

  SteppedKill() {
    super("killed", null, false, false);
  }
}

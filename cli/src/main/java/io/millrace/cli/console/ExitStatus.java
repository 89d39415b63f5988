package io.millrace.cli.console;

/** What the process says to its caller when it ends. */
public final class ExitStatus {
  /** All went well. */
  public static final int OK = 0;

  /** A script, a query or a check failed. */
  public static final int FAILED = 1;

  /** The command line is wrong; nothing was done. */
  public static final int USAGE = 2;

  /** Nobody reads standard output any more, such as behind {@code | head}. */
  public static final int BROKEN_PIPE = 141;

  private static final int SIGNAL_BASE = 128;

  private ExitStatus() {}

  /** Stopped by a signal, such as 130 for Ctrl-C (signal 2). */
  public static int ofSignal(int signal) {
    return SIGNAL_BASE + signal;
  }
}

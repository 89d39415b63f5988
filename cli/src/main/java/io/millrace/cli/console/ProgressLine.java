package io.millrace.cli.console;

import java.io.PrintStream;
import java.util.function.Supplier;

/**
 * One line on standard error that is rewritten a few times a second by a daemon thread, until it is
 * closed; nothing at all if standard error is no terminal. Free to use from any thread.
 */
public final class ProgressLine implements AutoCloseable {
  private static final long INTERVAL_MS = 200;
  private static final String CLEAR = "\r\u001b[K";

  private final PrintStream err;
  private final Supplier<String> text;
  private final Thread thread;
  private boolean shown;
  private boolean closed;

  /**
   * Starts the line.
   *
   * @param text makes the text, on the line's thread; empty for none
   */
  public ProgressLine(Console console, Supplier<String> text) {
    this.err = console.err();
    this.text = text;
    thread = new Thread(this::rewrite, "millrace-progress");
    thread.setDaemon(true);
    if (console.errIsTerminal()) {
      thread.start();
    }
  }

  @SuppressWarnings("WaitNotInLoop") // waking early only shows the line early
  private synchronized void rewrite() {
    try {
      wait(INTERVAL_MS);
      while (!closed) {
        show(text.get());
        wait(INTERVAL_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void show(String now) {
    if (shown || !now.isEmpty()) {
      err.print(CLEAR + now);
      err.flush();
      shown = !now.isEmpty();
    }
  }

  /** Takes the line away; it comes back with the next rewriting. */
  public synchronized void clear() {
    if (shown) {
      err.print(CLEAR);
      err.flush();
      shown = false;
    }
  }

  /** Takes the line away for good. */
  @Override
  public void close() {
    synchronized (this) {
      clear();
      closed = true;
      notifyAll();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

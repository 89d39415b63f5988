package io.millrace.time;

/** Work that a clock drives. */
public interface ClockTimer extends AutoCloseable {
  /** Ends it; waits for work that is at it. Its thread ends too. */
  @Override
  void close();
}

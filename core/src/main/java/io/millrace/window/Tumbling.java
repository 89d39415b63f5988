package io.millrace.window;

/**
 * Arithmetic of tumbling windows: half open, aligned to the epoch plus an offset, in nanoseconds.
 */
public final class Tumbling {
  private Tumbling() {}

  /**
   * Start of the window that an event time falls into, before the epoch too.
   *
   * @param offsetNs shift of all windows, at least 0 and less than the size
   * @throws ArithmeticException if the window starts or ends outside the range of TIMESTAMP
   */
  public static long start(long eventTimeNs, long sizeNs, long offsetNs) {
    if (eventTimeNs < Long.MIN_VALUE + sizeNs + offsetNs || eventTimeNs > Long.MAX_VALUE - sizeNs) {
      throw outOfRange(eventTimeNs, sizeNs);
    }
    return eventTimeNs - Math.floorMod(eventTimeNs - offsetNs, sizeNs);
  }

  private static ArithmeticException outOfRange(long eventTimeNs, long sizeNs) {
    return new ArithmeticException(
        "window outside the range of TIMESTAMP: eventTimeNs="
            + eventTimeNs
            + ", sizeNs="
            + sizeNs
            + "; event times must lie a window inside 1677-09-21 to 2262-04-11");
  }
}

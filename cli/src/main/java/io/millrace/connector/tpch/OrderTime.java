package io.millrace.connector.tpch;

/**
 * The event time that orders get: evenly over one day, in the order of their keys, from
 * 1998-01-01T00:00:00 on. Order number i (from 0) of n is at i * 86,400,000 / n milliseconds of the
 * day, rounded down.
 */
final class OrderTime {
  private static final long START_MS = 883_612_800_000L;
  private static final long DAY_MS = 86_400_000L;
  private static final long NS_PER_MS = 1_000_000L;
  private static final int KEPT_BITS = 3;
  private static final int SPARSE_BITS = 2;
  private static final long KEPT_MASK = (1L << KEPT_BITS) - 1;

  private OrderTime() {}

  /** Nanoseconds since 1970 of the order at {@code index}, from 0, of {@code orderCount}. */
  static long atIndex(long index, long orderCount) {
    return (START_MS + index * DAY_MS / orderCount) * NS_PER_MS;
  }

  /**
   * The same for the order of that key. Keys are the numbers from 1 on with two zero bits put in
   * above the lowest three.
   */
  static long ofKey(long orderKey, long orderCount) {
    long number = orderKey >>> KEPT_BITS + SPARSE_BITS << KEPT_BITS | orderKey & KEPT_MASK;
    return atIndex(number - 1, orderCount);
  }
}

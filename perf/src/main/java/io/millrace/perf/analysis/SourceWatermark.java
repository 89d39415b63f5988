package io.millrace.perf.analysis;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Event time that every source partition has reached: the minimum over them, as a fast partition
 * must not close windows that a slow one still fills. Any thread.
 */
final class SourceWatermark {
  private final AtomicLongArray reachedNs;

  SourceWatermark(int partitions) {
    reachedNs = new AtomicLongArray(partitions);
    for (int partition = 0; partition < partitions; partition++) {
      reachedNs.set(partition, Long.MIN_VALUE);
    }
  }

  /** A partition has put all its rows up to this time into the engine; gives the minimum of all. */
  long advance(int partition, long timeNs) {
    reachedNs.set(partition, timeNs);
    long minimum = timeNs;
    for (int other = 0; other < reachedNs.length(); other++) {
      minimum = Math.min(minimum, reachedNs.get(other));
    }
    return minimum;
  }
}

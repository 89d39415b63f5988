package io.millrace.latency;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Counts of latencies in classes that are at most 1/64 wide, up to eighteen minutes, where all
 * longer ones are counted. One thread records, with plain stores; any thread reads, perhaps a
 * moment late. (A recorder of HdrHistogram would cost an atomic update each time.)
 */
public final class LatencyCounts {
  private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int FINE_BITS = 6;
  private static final int FINE = 1 << FINE_BITS;
  private static final long LONGEST_NS = (1L << 40) - 1;
  private static final int CLASSES = classOf(LONGEST_NS) + 1;

  private final long[] counts = new long[CLASSES];

  /** Nothing yet. */
  public LatencyCounts() {}

  /** Counts a latency; by the recording thread. */
  public void record(long latencyNs) {
    int at = classOf(Math.max(0, Math.min(LONGEST_NS, latencyNs)));
    COUNT.setOpaque(counts, at, counts[at] + 1);
  }

  /** Adds what was recorded here to a sum, which belongs to the caller. */
  void addTo(LatencyCounts sum) {
    for (int at = 0; at < CLASSES; at++) {
      sum.counts[at] += (long) COUNT.getOpaque(counts, at);
    }
  }

  private static int classOf(long latencyNs) {
    int shift = Math.max(0, Long.SIZE - 1 - FINE_BITS - Long.numberOfLeadingZeros(latencyNs | 1));
    return shift * FINE + (int) (latencyNs >>> shift);
  }

  /** The longest latency of a class. */
  private static long longestOf(int at) {
    int shift = Math.max(0, at / FINE - 1);
    return ((long) at - (long) shift * FINE + 1 << shift) - 1;
  }

  /** Number of latencies. */
  long total() {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    return total;
  }

  /**
   * A latency that at least this share of all does not exceed; 0 if there are none.
   *
   * @param share such as 0.99; 1 for the longest
   */
  long percentileNs(double share) {
    long needed = (long) Math.ceil(share * total());
    long seen = 0;
    for (int at = 0; at < CLASSES; at++) {
      seen += counts[at];
      if (seen >= needed && counts[at] > 0) {
        return longestOf(at);
      }
    }
    return 0;
  }
}

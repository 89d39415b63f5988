package io.millrace.latency;

/** How long the output of one query on one partition takes. Recorded by one thread. */
public final class QueryLatency {
  private final LatencyCounts untilCalled = new LatencyCounts();
  private final LatencyCounts endToEnd = new LatencyCounts();

  /** Nothing yet. */
  public QueryLatency() {}

  /** Counts output that the subscriber is about to be called with. */
  public void call(long writtenNs, long takenNs) {
    long now = System.nanoTime();
    untilCalled.record(now - takenNs);
    endToEnd.record(now - writtenNs);
  }

  /** Since the partition took the batch. */
  public LatencyCounts untilCalled() {
    return untilCalled;
  }

  /** Since its first row was written. */
  public LatencyCounts endToEnd() {
    return endToEnd;
  }
}

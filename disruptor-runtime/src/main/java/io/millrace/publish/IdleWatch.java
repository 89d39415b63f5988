package io.millrace.publish;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the publishers of a stream that have done nothing for a time. It looks at their counts from
 * time to time, so publishers read no clock. Called by one thread at a time.
 */
final class IdleWatch {
  /** Publishers are looked at so often within the timeout. */
  private static final int LOOKS = 8;

  private final long timeoutNs;
  private final Map<StreamPublisher, Seen> seen = new HashMap<>();

  /** What a publisher had done when it was last seen to do something. */
  private record Seen(long activity, long atNs) {}

  IdleWatch(long timeoutNs) {
    this.timeoutNs = timeoutNs;
  }

  long longestWaitNs() {
    return Math.max(1, timeoutNs / LOOKS);
  }

  /** Looks at all publishers; says when one may have been idle for too long. */
  long nextDueNs(List<StreamPublisher> publishers, long nowNs) {
    seen.keySet().retainAll(publishers);
    long dueNs = Long.MAX_VALUE;
    for (StreamPublisher publisher : publishers) {
      long activity = publisher.counts().activity();
      Seen before = seen.get(publisher);
      if (before == null || before.activity != activity) {
        seen.put(publisher, new Seen(activity, nowNs));
      }
      if (!publisher.clock().isIdle()) {
        dueNs = Math.min(dueNs, dueNs(publisher));
      }
    }
    return dueNs;
  }

  private long dueNs(StreamPublisher publisher) {
    return saturatedSum(seen.get(publisher).atNs, timeoutNs);
  }

  private static long saturatedSum(long left, long right) {
    long sum = left + right;
    return sum < left ? Long.MAX_VALUE : sum;
  }

  /** Whether a publisher, as it was last looked at, has been idle for too long. */
  boolean isIdle(StreamPublisher publisher, long nowNs) {
    return seen.containsKey(publisher)
        && seen.get(publisher).activity == publisher.counts().activity()
        && dueNs(publisher) <= nowNs;
  }
}

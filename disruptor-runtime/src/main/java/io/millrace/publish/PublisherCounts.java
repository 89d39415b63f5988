package io.millrace.publish;

import io.millrace.OverloadPolicy;
import io.millrace.ring.Counter;

/** What became of the rows of one publisher. One thread adds, any thread reads. */
final class PublisherCounts {
  final Counter accepted = new Counter();
  final Counter published = new Counter();
  final Counter dropped = new Counter();
  final Counter conflated = new Counter();
  final Counter refused = new Counter();
  final Counter watermarks = new Counter();

  /** Another number whenever the publisher has done something that moves the stream on. */
  long activity() {
    return accepted.get() + watermarks.get();
  }

  /** Counts rows that are not accepted, as a policy has it; the result for who publishes. */
  int refuse(OverloadPolicy overload, int rows) {
    if (overload == OverloadPolicy.FAIL_FAST) {
      refused.add(rows);
      return PublishResult.BACK_PRESSURED;
    }
    dropped.add(rows);
    return PublishResult.DROPPED;
  }

  /** Adds those of another; the other's owner must be done with it. */
  void add(PublisherCounts other) {
    accepted.add(other.accepted.get());
    published.add(other.published.get());
    dropped.add(other.dropped.get());
    conflated.add(other.conflated.get());
    refused.add(other.refused.get());
  }
}

package io.millrace.perf.latency;

import org.HdrHistogram.Histogram;

/** Something that takes messages at a thread and hands them over to another. */
interface Handover extends AutoCloseable {
  /**
   * Hands over a message; it carries its due time, from which the other side computes the latency.
   */
  void publish(long dueNs);

  /** Latencies since the last call, in nanoseconds, once all messages have arrived. */
  Histogram take(long messages);

  @Override
  void close();
}

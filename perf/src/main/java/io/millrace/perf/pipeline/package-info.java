/**
 * Millrace end to end: publisher, ring, engines of the partitions, subscriber, all through the
 * public class {@link io.millrace.Millrace}.
 *
 * <p>In: batches of a workload, from the measuring thread. Out: the answer, from the threads of the
 * partitions. Must not look behind the public interface.
 */
package io.millrace.perf.pipeline;

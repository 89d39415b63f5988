/**
 * How long rows take: percentiles of each stage on their way from publisher to subscriber.
 *
 * <p>In: times of batches, noted by the threads that move them. Out: {@link
 * io.millrace.latency.StageLatency} for any thread, and events of the JDK Flight Recorder. Must not
 * know rings or engines.
 */
package io.millrace.latency;

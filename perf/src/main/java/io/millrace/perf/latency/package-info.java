/**
 * Latency of single rows: from the time at which a row was due to be published, by a fixed
 * schedule, to its output in the subscriber; beside the bare Disruptor with the same schedule and
 * wait strategy.
 *
 * <p>In: a rate and a wait strategy. Out: histograms in nanoseconds. The publishing thread is the
 * caller's. Knows nothing of throughput.
 */
package io.millrace.perf.latency;

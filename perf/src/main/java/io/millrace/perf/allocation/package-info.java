/**
 * How many bytes the row path allocates: nothing, which JMH's garbage collection profiler shows.
 *
 * <p>In: the scenarios, with state that lives as long as the measurement. Out: bytes a row, on
 * standard output. JMH's thread publishes or drives the engine; the profiler counts what all
 * threads allocate. Must not look behind the public interface of what it measures.
 */
package io.millrace.perf.allocation;

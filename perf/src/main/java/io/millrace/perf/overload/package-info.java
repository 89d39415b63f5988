/**
 * A long run under overload: what grows in an engine whose queries come and go while more rows are
 * offered than it can take.
 *
 * <pre>
 *                                +-> journal -> 2 partitions -> delivery   FILTER
 *  publisher of waits (BLOCK) ---+
 *                                +-> journal -> 2 partitions -> delivery   GROUP, WINDOW, NUMBER
 *
 *                                +-> …                                     the same
 *  publisher of drops (DROP_…) --+
 *                                +-> …
 *
 *  looking on: adds and cancels queries, then takes a sample, then sleeps
 * </pre>
 *
 * <p>In: trades that follow from their number alone. Out: samples of memory, threads and files over
 * time, and a verdict: what has grown, and whether each accepted row is in every answer. Must not
 * look behind the public interface of what it measures.
 */
package io.millrace.perf.overload;

/**
 * The roofline: for each scenario the fastest single-purpose Java loop that we could write over the
 * same arrays, without SQL, ring or anything of the engines.
 *
 * <p>In: batches of a workload. Out: the same columns as the query's, in arrays of a batch's size
 * that are used again. One thread. Each loop has its own table and its own growth, so that the JIT
 * sees one caller for each; that is why they look alike. Must not use {@code io.millrace.state} or
 * {@code io.millrace.engine}.
 */
package io.millrace.perf.loop;

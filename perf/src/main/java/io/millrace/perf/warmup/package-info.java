/**
 * What the first row costs in a JVM that has seen none, with and without a warm-up.
 *
 * <p>In: one query. Out: microseconds from publishing a row to its output. Each sample is a JVM of
 * its own.
 */
package io.millrace.perf.warmup;

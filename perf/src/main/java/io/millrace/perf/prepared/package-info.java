/**
 * What it costs to start many queries that differ in values only.
 *
 * <p>In: a number of queries. Out: time and heap for each, with the number of output rows checked.
 * One subscribing and publishing thread.
 */
package io.millrace.perf.prepared;

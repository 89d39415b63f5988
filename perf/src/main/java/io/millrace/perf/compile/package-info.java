/**
 * How long SQL takes to become a running engine, in a JVM that has compiled none before and in one
 * that has.
 *
 * <p>In: SQL. Out: seconds. Each sample of a first query is a JVM of its own.
 */
package io.millrace.perf.compile;

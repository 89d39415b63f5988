/**
 * What is measured: the scenario queries, the rows they read, the answer they must give, and the
 * contract of everything that computes one.
 *
 * <p>In: a number of rows and of keys. Out: batches in memory. One thread. Knows no contender.
 */
package io.millrace.perf.scenario;

/**
 * Ways from a publisher to the partitions of a key, on one thread and without a ring, each against
 * a plain copy of the same rows: the one in use, and those that were rejected.
 *
 * <p>In: batches in memory. Out: ratios, and rows that were checked to be the same. One thread.
 * Must not depend on engines.
 */
package io.millrace.perf.routing;

/**
 * How throughput end to end depends on partitions, keys, rows in a batch and queries on one stream.
 *
 * <p>In: a workload and a configuration. Out: million rows a second, with the number of output rows
 * checked. One publishing thread.
 */
package io.millrace.perf.scaling;

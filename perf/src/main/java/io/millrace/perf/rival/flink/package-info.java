/**
 * What needs Flink's classes: the job, its connector, its source and its sink.
 *
 * <p>In: a workload. Out: answer rows. {@link io.millrace.perf.rival.flink.FlinkJob} is for the
 * caller's thread, sources and sinks are on those of Flink's tasks. All of it is loaded by the
 * class loader of {@link io.millrace.perf.rival.FlinkContender}, beside Flink; nothing else may
 * name it.
 */
package io.millrace.perf.rival.flink;

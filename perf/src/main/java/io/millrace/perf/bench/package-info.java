/**
 * The comparison that {@code millrace bench} prints: every contender on every scenario, other
 * measures such as latency, and the ratios of both beside their targets.
 *
 * <p>In: contenders of {@link io.millrace.perf.bench.Contenders} and measures of {@link
 * io.millrace.perf.bench.Measures}. Out: a table, and files with the figures. One thread, but for
 * those that contenders start. Nothing outside of this package depends on it, but for measures,
 * which depend on {@link io.millrace.perf.bench.Measure} and its arguments and results only.
 */
package io.millrace.perf.bench;

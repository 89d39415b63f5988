/**
 * Engines driven directly, without ring and publisher: what compiled SQL costs by itself, as a
 * contender and as JMH benchmarks. One thread.
 */
package io.millrace.perf.engine;

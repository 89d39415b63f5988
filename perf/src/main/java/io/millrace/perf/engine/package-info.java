/**
 * JMH benchmarks of engines driven directly, without ring and publisher: what compiled SQL costs by
 * itself.
 */
package io.millrace.perf.engine;

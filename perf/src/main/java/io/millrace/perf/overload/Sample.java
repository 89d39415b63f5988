package io.millrace.perf.overload;

import java.util.Map;

/**
 * What was read at one time.
 *
 * @param seconds since the run began
 * @param values of what was read; the heap only if it was collected just before
 */
record Sample(double seconds, Map<Gauge, Long> values) {}

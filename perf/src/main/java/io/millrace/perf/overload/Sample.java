package io.millrace.perf.overload;

import java.util.Map;

/**
 * What was read at one time.
 *
 * @param seconds since the run began
 * @param values of what was read; of what only a collection frees, only right behind one
 */
record Sample(double seconds, Map<Gauge, Long> values) {}

package io.millrace.simulation;

import java.util.Map;

/**
 * What became of a seed.
 *
 * @param hash of everything that has happened, in order
 * @param steps that were made
 * @param counts how often what has happened
 */
record SimulationResult(long hash, long steps, Map<String, Integer> counts) {}

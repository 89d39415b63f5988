package io.millrace.simulation;

/**
 * A row of a source.
 *
 * @param id unlike that of any other row
 * @param source number of its source
 * @param k its key
 * @param v its value, unlike any other
 * @param eventNs its event time, unlike any other
 */
record SimulatedRow(long id, int source, long k, long v, long eventNs) {}

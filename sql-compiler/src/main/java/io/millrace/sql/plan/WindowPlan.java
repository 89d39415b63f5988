package io.millrace.sql.plan;

/**
 * A tumbling window over event time.
 *
 * @param eventTimeColumn index of the stream's event-time column
 * @param sizeNs length, positive
 * @param offsetNs shift from the epoch, 0 to size - 1
 */
public record WindowPlan(int eventTimeColumn, long sizeNs, long offsetNs) {}

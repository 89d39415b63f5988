/**
 * Internal: event-time order: rows wait until the watermark says that no row with a smaller event
 * time can come, and leave in the order of event time, ties in the order of arrival.
 *
 * <p>In: batches in order of arrival. Out: batches in order of event time. One thread. Where input
 * is in order and the watermark keeps up, batches pass through without a copy.
 */
package io.millrace.over;

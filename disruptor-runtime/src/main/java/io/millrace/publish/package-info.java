/**
 * The way in: rows and batches from a caller's thread, watermarks, routing to partitions, adaptive
 * batching, and what happens when a ring is full.
 *
 * <p>In: calls of a {@link io.millrace.publish.StreamPublisher}. Out: sequences in the rings of
 * {@link io.millrace.ring}. One thread a publisher.
 */
package io.millrace.publish;

/**
 * Internal: the ring and its partitions: batches and control events as sequences, and one handler a
 * partition that walks them all and works on its own.
 *
 * <p>In: batches and control events from publishers. Out: calls of engines, whose output goes to
 * {@link io.millrace.output}. One thread a partition. Must not know SQL text.
 */
package io.millrace.ring;

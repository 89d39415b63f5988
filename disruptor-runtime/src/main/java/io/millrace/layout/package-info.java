/**
 * Rows of a fixed layout in a binary buffer, as a message or a memory-mapped file holds them, and
 * how they become rows of a batch.
 *
 * <p>In: an Agrona {@code DirectBuffer}, of which only the interface is used, so that no JVM flag
 * is needed here. Out: columns of a {@link io.millrace.batch.RecordBatch}. Descriptions are
 * immutable; decoding runs on the publisher's thread. Does not depend on {@code
 * io.millrace.publish}.
 */
package io.millrace.layout;

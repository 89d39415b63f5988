/**
 * Internal: the journal of one ring, on Chronicle Queue, and how it is read back.
 *
 * <p>In: every sequence of a ring with its batch or control event, in order, on one thread. Out:
 * the same sequences in order, up to the first record that is not as it was written, and what is
 * wrong there. {@link io.millrace.journal.RecordDescriptor} has the layout of a record. Only {@link
 * io.millrace.journal.SegmentQueue} touches Chronicle Queue, which is an optional dependency; what
 * reads a journal takes the queue's file apart itself, so that a damaged or cut file can never stop
 * the JVM. Must not know rings, queries or checkpoints.
 */
package io.millrace.journal;

/**
 * Internal: the state of a whole engine at one sequence, in files that are valid together or not at
 * all.
 *
 * <p>In: values of {@link io.millrace.engine.SnapshotWriter}, one file a partition, each on its own
 * thread; a manifest that makes the checkpoint valid. Out: the newest checkpoint whose files all
 * hold, and the same values in their order. {@link io.millrace.checkpoint.StateFileDescriptor} has
 * the layout. Writes through {@link io.millrace.storage} only. Must not know rings, queries or what
 * the values mean.
 */
package io.millrace.checkpoint;

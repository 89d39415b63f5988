/**
 * Internal: the seam through which everything durable is written, but for Chronicle's own files.
 *
 * <p>In: bytes to append, and calls that name, force, rename and remove files of one directory.
 * Out: bytes at a position, and {@link io.millrace.storage.StorageException} with the reason as far
 * as the system tells it. Whoever calls decides what is forced and when; nothing is forced by
 * itself. Any thread, one at a time for each open file. Must not know checkpoints, journals or
 * queries.
 */
package io.millrace.storage;

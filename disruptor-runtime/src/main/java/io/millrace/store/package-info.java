/**
 * Internal: rows of a table in a file that outlives the process and that other processes read while
 * it is written.
 *
 * <p>In: rows by key, and the sequence that they belong to, on one thread. Out: rows by key and all
 * rows, in any process of the host. {@link io.millrace.store.RowFileDescriptor} has the layout.
 * Only {@link io.millrace.store.ByteMap} and what it stores with touch Chronicle Map, which is an
 * optional dependency. Must not know tables, rings or queries.
 */
package io.millrace.store;

/**
 * Tables: the current result of a query, readable from any thread as of one sequence.
 *
 * <p>In: a changelog in the order of sequences, on the thread that delivers it, which is the only
 * writer. Out: versions for readers on any thread, and SELECTs over them on the reader's own
 * thread. The rows lie in a B+tree of columnar leaves in the order of their keys; a node that a
 * taken version may see is copied before it changes, any other is changed in place. Must not know
 * rings or publishers.
 */
package io.millrace.table;

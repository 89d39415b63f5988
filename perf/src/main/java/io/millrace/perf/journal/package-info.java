/**
 * What the journal of a ring costs: a batch, a row, a force, a row read back; beside plain writes
 * of the same bytes to a file.
 *
 * <p>In: a directory on the disk to be measured. Out: a table. One thread appends; what the journal
 * does on its own threads is in the process's time. Everything that is written is removed.
 */
package io.millrace.perf.journal;

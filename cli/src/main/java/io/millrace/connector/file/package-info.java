/**
 * The connector {@code file}: CSV and JSON lines, plain or gzip, from and to files, standard input
 * and output and (for reading) resources of the class path.
 *
 * <p>In: bytes, for a source; batches, for a sink. Out: batches, for a source; bytes, for a sink.
 * Rows are parsed from the bytes straight into the arrays of a batch and formatted straight from
 * them; nothing is allocated for a row or a field. On whatever thread reads or writes, one at a
 * time. Must not depend on the command line, on SQL text, on a ring or on an engine.
 *
 * <p>{@code CsvRowFormat} and {@code JsonRowFormat} also serve whoever else prints rows.
 */
package io.millrace.connector.file;

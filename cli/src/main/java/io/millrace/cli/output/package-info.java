/**
 * Result rows as text: aligned tables, CSV and JSON lines.
 *
 * <p>In: output batches of numbered queries. Out: bytes of UTF-8, gathered in a buffer and written
 * to an {@link java.io.OutputStream} when the buffer is full or the input is quiet. One thread at a
 * time. Must not know where rows come from.
 */
package io.millrace.cli.output;

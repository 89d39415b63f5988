/**
 * Internal: the engine contract: what a compiled query is for one partition, what it is given and
 * what it hands on.
 *
 * <p>In: batches, watermarks, end of input. Out: output batches through {@link
 * io.millrace.engine.OutputSink}, late rows through {@link io.millrace.engine.RowSink}, refused
 * rows and groups through {@link io.millrace.engine.RefusalSink}. One thread per engine. Knows no
 * ring, no thread and no SQL text.
 */
package io.millrace.engine;

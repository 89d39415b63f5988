/**
 * Internal: rows of {@code INSERT INTO … VALUES}: constant expressions as the rows of a batch.
 *
 * <p>In: a parsed VALUES list and the stream's definition. Out: a {@link
 * io.millrace.batch.RecordBatch}, or a {@link io.millrace.query.SqlException} at the value that
 * does not fit. One thread.
 */
package io.millrace.sql.values;

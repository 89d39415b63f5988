/**
 * The connector {@code tpch}: the eight standard TPC-H tables as streams, generated on the fly by
 * the {@code io.trino.tpch} library.
 *
 * <p>In: a table and a scale factor. Out: batches of rows, always the same ones for the same table
 * and scale factor. On whatever thread reads. The library allocates for each row. Must not depend
 * on the command line, on SQL text, on a ring or on an engine.
 */
package io.millrace.connector.tpch;

/**
 * Whole results compared with those of DuckDB.
 *
 * <p>In: TPC-H rows from their connector, put to Millrace through its public API and to DuckDB as a
 * CSV file. Out: the rows in which the two results differ, counting duplicates; no tolerance unless
 * a test says why. Both results are put to DuckDB for the comparison. Must not compute an expected
 * result in Java.
 */
package io.millrace.oracle;

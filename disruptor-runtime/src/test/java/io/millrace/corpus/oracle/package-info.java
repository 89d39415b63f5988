/**
 * The naive way to run a query, to compare engines with: all rows are kept as Java objects in
 * lists, and everything is computed anew from them.
 *
 * <p>In: a plan and rows in order of arrival. Out: output rows as text. One thread. Must not use
 * generated code or anything that engines compute with; what a value looks like as text is the one
 * exception, for floating point.
 */
package io.millrace.corpus.oracle;

/**
 * Internal: sQL text to statements: splitting of scripts, words that are keywords in one place and
 * names in another, Calcite's grammar with what Millrace adds to it, and syntax errors.
 *
 * <p>In: text. Out: immutable {@link io.millrace.sql.parse.Statement}s with positions in that text,
 * queries in them as Calcite's {@code SqlNode}; or a {@link io.millrace.query.SqlException}. Runs
 * on the calling thread. Must not depend on a catalog, on validation or on plans.
 */
package io.millrace.sql.parse;

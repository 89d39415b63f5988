/**
 * Internal: the parser that JavaCC generates from Calcite's grammar and {@code src/main/codegen}.
 *
 * <p>In: tokens of one statement. Out: statements of {@link io.millrace.sql.parse}. Nothing in here
 * is written by hand, and only {@link io.millrace.sql.parse} uses it.
 */
package io.millrace.sql.parse.grammar;

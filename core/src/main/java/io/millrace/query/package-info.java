/**
 * The contract between whoever runs queries and whoever compiles them: stream definitions, the
 * catalog, compiled statements and SQL errors.
 *
 * <p>In: SQL text and a catalog. Out: {@link io.millrace.query.CompiledStatement}s. A runtime finds
 * a {@link io.millrace.query.QueryCompiler} through {@link java.util.ServiceLoader} and needs none
 * to run what is compiled already. Must not depend on a parser.
 */
package io.millrace.query;

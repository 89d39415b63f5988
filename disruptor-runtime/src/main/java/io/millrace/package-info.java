/**
 * The embedding API: {@link io.millrace.Millrace} and its settings.
 *
 * <p>In: SQL, rows. Out: calls of subscribers. Threads: the caller's, and one a partition. Meets
 * the SQL compiler only through {@link io.millrace.query.QueryCompiler}.
 */
package io.millrace;

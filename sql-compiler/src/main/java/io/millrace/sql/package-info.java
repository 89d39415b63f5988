/**
 * Internal: the compiler as a whole: opens SQL text and turns one statement after another into what
 * a runtime can carry out.
 *
 * <p>In: text and a {@link io.millrace.query.Catalog}. Out: {@link
 * io.millrace.query.CompiledStatement}s. One thread per script. The steps are packages of their
 * own: parse, validate, plan, codegen.
 */
package io.millrace.sql;

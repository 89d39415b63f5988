/**
 * Internal: from a plan to the Java source of one class a query.
 *
 * <p>In: validated plans and expressions. Out: source text that Janino compiles, meant to be read
 * by people. Runs on the thread that compiles the query; must not depend on a runtime, a ring or a
 * connector.
 */
package io.millrace.sql.codegen;

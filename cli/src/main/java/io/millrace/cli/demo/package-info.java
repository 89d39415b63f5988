/**
 * {@code millrace demo}: the five scenario queries on TPC-H orders with checked answers, then
 * minute bars and a running price over recorded trades.
 *
 * <p>In: the {@code tpch} and {@code file} connectors and the public API, as any program uses them.
 * Out: a report on standard output and an exit status. What is expected is computed here by plain
 * loops over arrays, and must not depend on any part of the engine.
 */
package io.millrace.cli.demo;

/**
 * Runs scripts: one SQL file is one engine.
 *
 * <p>In: a script's text, {@link io.millrace.cli.run.RunConfig} and where results go. Out: rows of
 * its standing queries, a summary and an exit status. One thread carries out the statements and
 * reads the sources; results come on the runtime's delivery thread. Must not know SQL syntax:
 * compiling is the business of {@link io.millrace.query.QueryCompiler}.
 */
package io.millrace.cli.run;

/**
 * The {@code millrace} command: reads the command line and hands over to {@link
 * io.millrace.cli.run} and {@link io.millrace.cli.demo}.
 *
 * <p>In: arguments and the three standard streams, bundled in a {@link
 * io.millrace.cli.console.Console}. Out: an exit status, see {@link
 * io.millrace.cli.console.ExitStatus}. Runs on the main thread. Must not know how a query is
 * compiled or run.
 */
package io.millrace.cli;

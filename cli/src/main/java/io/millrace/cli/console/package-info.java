/**
 * What a command is to its caller: standard streams, terminal, signals and exit status.
 *
 * <p>In: the streams and signals of the process. Out: bytes that a person or another program reads.
 * Signals come on a thread of the JVM, the progress line is written by a daemon thread. Must not
 * know what the command does.
 */
package io.millrace.cli.console;

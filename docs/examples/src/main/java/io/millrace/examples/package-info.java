/**
 * Programs that embed Millrace, one idea each. In come made-up rows, out go lines of text. Each has
 * a {@code main} and is run by a test; documentation shows parts of them word for word.
 */
package io.millrace.examples;

/**
 * The SQL corpus: files under {@code corpus} that say by hand what a script puts out, and the ways
 * of running them that must all agree with it.
 *
 * <p>In: {@code .test} files. Out: one test a file and way. Uses the compiler, the engines and the
 * embedding API as any user does.
 */
package io.millrace.corpus;

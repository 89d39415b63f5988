/**
 * The test kit: a clock that is stepped, and a harness that feeds rows and compares what comes out.
 *
 * <p>In: rows as text or objects, steps of time. Out: {@link java.lang.AssertionError}s that show
 * both sides. On the test's thread. Must not be used by other packages; needs the compiler on the
 * class path, and JUnit for {@code MillraceTest}.
 */
package io.millrace.test;

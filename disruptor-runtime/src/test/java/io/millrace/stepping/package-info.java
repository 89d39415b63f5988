/**
 * Real threads of which one runs at a time, and a seed says which: classes of the runtime and of
 * the Disruptor are loaded once more with a call before each thing that threads share, where
 * another thread may go on.
 *
 * <p>In: a program that starts threads, a seed. Out: the same run for the same seed, with a hash of
 * its trace. Must know nothing of the engine.
 */
package io.millrace.stepping;

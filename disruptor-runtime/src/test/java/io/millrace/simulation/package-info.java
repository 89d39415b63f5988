/**
 * Durable engines under a seed: what publishers, journals, partitions, timers, checkpoints, crashes
 * and faults do is made up from one number, and so is who goes on when. What queries have put out
 * in the end is compared with what plain lists say.
 *
 * <p>In: a seed. Out: a trace, or what is wrong. Threads are those of {@code io.millrace.stepping}.
 */
package io.millrace.simulation;

/**
 * Processing time: the clock that an engine reads, and timers that the clock drives.
 *
 * <p>In: work that falls due. Out: calls of that work, on the timer's thread or by whoever steps
 * the clock. Must not know streams.
 */
package io.millrace.time;

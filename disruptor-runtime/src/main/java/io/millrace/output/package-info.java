/**
 * The way out: subscribers, the rows they see, and delivery on a partition's thread or in order on
 * one.
 *
 * <p>In: output batches of engines with their sequence. Out: calls of a {@link
 * io.millrace.output.Subscriber}. Must not know publishers.
 */
package io.millrace.output;

/**
 * What makes an engine durable: how its input is kept, how its state is saved, how both come back.
 *
 * <p>In: settings, and how far sources are recorded. Out: reports of checkpoints and recoveries.
 */
package io.millrace.durability;

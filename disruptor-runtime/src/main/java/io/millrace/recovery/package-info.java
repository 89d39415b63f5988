/**
 * Internal: how a durable engine saves its state at a barrier and comes back: checkpoints over all
 * rings, the journals behind them, and replay.
 *
 * <p>In: rings and queries of an engine, a directory. Out: checkpoints, journals, an engine that
 * goes on where it was. Barriers are worked off on the threads of partitions; everything else runs
 * on the thread of who asks for it.
 */
package io.millrace.recovery;

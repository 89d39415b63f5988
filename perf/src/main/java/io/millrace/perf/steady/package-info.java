/**
 * A long run at a moderate rate: what an engine allocates and what stops it once it is warm.
 *
 * <p>In: trades that follow from their number alone, one by one at a fixed rate. Out: bytes by
 * thread, garbage collections, safepoints with their cause, and every output row checked. One
 * publishing thread, the engine's own, and one that looks on. Must not look behind the public
 * interface of what it measures.
 */
package io.millrace.perf.steady;

/**
 * Internal: off-heap state of one engine: open-addressing group tables with inline keys and
 * accumulators, and the text that keys and accumulators refer to.
 *
 * <p>One thread. Depends on {@link io.millrace.memory} and the engine contract's snapshots only.
 */
package io.millrace.state;

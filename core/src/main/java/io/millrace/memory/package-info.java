/**
 * Memory outside the Java heap: one small seam that needs no JVM flag, and the budget that bounds
 * it.
 *
 * <p>State tables of {@link io.millrace.state} live here. Blocks belong to one thread; a budget may
 * be shared by many. Depends on nothing else of Millrace.
 */
package io.millrace.memory;

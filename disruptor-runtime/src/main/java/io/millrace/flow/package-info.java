/**
 * Internal: the way out as a {@link java.util.concurrent.Flow.Publisher}: a query for each
 * subscription, whose rows wait for demand.
 *
 * <p>In: output of a query, on the delivering thread. Out: elements that live on their own. Must
 * not know publishers, rings or the compiler.
 */
package io.millrace.flow;

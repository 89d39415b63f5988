/**
 * Internal: what generated aggregates call: exact addition, averages, and undoing the update of a
 * group.
 *
 * <p>One thread. Depends on {@link io.millrace.type} and {@link io.millrace.state}.
 */
package io.millrace.aggregate;

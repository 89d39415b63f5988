/**
 * Columnar batches of rows on preallocated primitive arrays: what a publisher fills, the ring
 * carries, an engine reads and a subscriber receives.
 *
 * <p>A batch belongs to one thread at a time; handing it on is the ring's business. Depends only on
 * {@link io.millrace.type}.
 */
package io.millrace.batch;

/**
 * Internal: indexes over the standing filters of a partition. In comes a batch, out go to each
 * query the rows that can concern it, by the value of one column; queries that no row concerns are
 * not touched. Knows nothing of rings and engines.
 */
package io.millrace.filter;

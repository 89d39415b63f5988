/**
 * JMH benchmarks of the pieces that rows spend their time in, each alone, beside the variants that
 * were not chosen and beside what bounds it.
 *
 * <p>In: rows in memory, made from a fixed seed. Out: rows a microsecond, or milliseconds of a
 * single shot. Nothing else needs this package. There is no benchmark of hopping windows, as the
 * compiler refuses HOP.
 */
package io.millrace.perf.piece;

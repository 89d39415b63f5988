/**
 * The designs of the architecture analysis that Millrace set out from, so that a reader sees why
 * they lose: one thread over row maps, one shared engine behind a read-write lock, one shared
 * engine over concurrent maps.
 *
 * <p>All three run the same engines over the same rows, so a difference between two of them is the
 * sharing and nothing else. The two shared designs also come with columns read in place, which
 * shows how much of their loss the sharing alone is. In: a workload. Out: answer rows, as maps, to
 * {@link io.millrace.perf.analysis.ResultRows}. Each contender says which threads it uses. Must not
 * depend on the engine of Millrace: only the batches that hold the rows are common.
 */
package io.millrace.perf.analysis;

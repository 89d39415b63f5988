/** What it costs that nothing is lost: the journal, checkpoints, recovery. */
package io.millrace.perf.durability;

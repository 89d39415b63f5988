package io.millrace.durability;

import java.time.Duration;
import java.util.List;

/**
 * What came back when an engine recovered.
 *
 * @param checkpoint number of the checkpoint that it began with; 0 if there was none
 * @param queries names of the queries that were recorded and go on
 * @param sequences sequences that were replayed behind it, in all rings
 * @param rows rows that were replayed
 * @param took time it took
 * @param notes what was passed over or cut off, and why: damaged checkpoints, the tail of a journal
 */
public record RecoveryReport(
    long checkpoint,
    List<String> queries,
    long sequences,
    long rows,
    Duration took,
    List<String> notes) {
  /** Copies the lists. */
  public RecoveryReport {
    queries = List.copyOf(queries);
    notes = List.copyOf(notes);
  }
}

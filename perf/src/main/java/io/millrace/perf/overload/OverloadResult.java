package io.millrace.perf.overload;

import io.millrace.durability.CheckpointStatus;
import io.millrace.perf.overload.OpenLoopPublisher.Offered;
import java.util.List;
import java.util.Map;

/**
 * What a run has shown.
 *
 * @param samples in order
 * @param growths of all gauges that were read
 * @param sustained rows a second that each stream took before
 * @param offered rows of each stream
 * @param answers rows in the answer of each query, late ones left out, and late ones
 * @param differences in the answers, between counts, and whatever else is wrong
 * @param queries added, removed and failed by their subscribers
 * @param checkpoints what became of them
 */
record OverloadResult(
    List<Sample> samples,
    List<Growth> growths,
    Map<OfferedStream, Long> sustained,
    Map<OfferedStream, Offered> offered,
    Map<String, String> answers,
    List<String> differences,
    String queries,
    CheckpointStatus checkpoints) {

  /** Whether nothing has grown and nothing is wrong. */
  boolean holds() {
    return differences.isEmpty() && growths.stream().allMatch(Growth::holds);
  }
}

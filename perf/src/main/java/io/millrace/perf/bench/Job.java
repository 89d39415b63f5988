package io.millrace.perf.bench;

import java.io.Serializable;
import java.util.List;

/**
 * What one worker is to do: cases of one scenario, or one measure.
 *
 * @param cases empty if there is a measure
 * @param measure name of a measure, or null
 * @param contenders names, or parts of names, of the contenders besides the first; empty for all
 * @param partitions numbers of partitions of what runs end to end
 */
record Job(
    List<BenchCase> cases,
    String measure,
    Effort effort,
    List<String> contenders,
    List<Integer> partitions)
    implements Serializable {
  String label() {
    return measure == null ? cases.get(0).scenario().name() : measure;
  }
}

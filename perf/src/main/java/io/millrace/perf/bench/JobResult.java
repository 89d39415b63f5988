package io.millrace.perf.bench;

import java.io.Serializable;
import java.util.List;

/**
 * What one worker has found.
 *
 * @param cases results of the job's cases
 * @param findings of the job's measure, or null
 * @param wrongAnswer what was wrong, or null; then nothing else counts
 */
record JobResult(List<CaseResult> cases, Findings findings, String wrongAnswer)
    implements Serializable {
  static JobResult wrong(String message) {
    return new JobResult(List.of(), null, message);
  }
}
